-- What operators change about tenants and their operations, and what off-boarding leaves behind.
alter table public.operations
  add column export text,
  add column tries_from bigint not null default 0;
comment on column public.operations.export is 'where off-boarding put the tenant''s data, as a URI';
comment on column public.operations.tries_from is 'the fence when it was last asked for; tries count from there';

-- The newest operation of a tenant, for whoever repeats a request.
create index operations_of_tenant on public.operations (tenant_id, id);

grant update (name, plan, status, requests_per_hour, ingest_per_second, ingest_burst)
  on public.tenants to hub_operator;
grant update (status, error, lease_until, hinted_at, finished_at, tries_from) on public.operations to hub_operator;

-- Which connections a tenant has, for the caches to forget; of a route no more than that.
create policy every_row on public.connection_routes for select to hub_operator using (true);
grant select (tenant_id, connection_id) on public.connection_routes to hub_operator;

-- Ends all keys of a tenant that is being off-boarded, and of no other. Answers the hashes of the secrets that it had,
-- for the caches to forget.
create function hub.revoke_api_keys(of_tenant uuid, at timestamptz)
returns table (hash bytea, previous_hash bytea)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update public.api_keys k set revoked_at = at
  where k.tenant_id = of_tenant and k.revoked_at is null
    and exists (select from public.tenants t where t.id = of_tenant and t.status = 'offboarding')
  returning k.hash, k.previous_hash
$$;
revoke all on function hub.revoke_api_keys(uuid, timestamptz) from public;
grant usage on schema hub to hub_operator;
grant execute on function hub.revoke_api_keys(uuid, timestamptz) to hub_operator;
