-- What operators change about tenants and their operations, and what off-boarding leaves behind.
alter table public.operations
  add column export text,
  add column tries_from bigint not null default 0;
comment on column public.operations.export is 'where off-boarding put the tenant''s data, as a URI';
comment on column public.operations.tries_from is 'the fence when an operator last asked for it; tries count from there';

-- The newest operation of a tenant, for whoever repeats a request.
create index operations_of_tenant on public.operations (tenant_id, id);

grant update (name, plan, status) on public.tenants to hub_operator;
grant update (revoked_at) on public.api_keys to hub_operator;
grant update (status, error, lease_until, hinted_at, finished_at, tries_from) on public.operations to hub_operator;
