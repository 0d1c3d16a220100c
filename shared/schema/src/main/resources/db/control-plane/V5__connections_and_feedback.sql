-- A connection's route follows its status and its secrets.
grant update (status, webhook_secrets, webhook_secret_expiries) on public.connection_routes to hub_tenant;

-- A tenant reads its own audit log, and its own operations: neither a result nor who of the operators asked for it.
grant select on public.audit_log to hub_tenant;
grant select (id, kind, status, error) on public.operations to hub_tenant;
grant select (operation_id, position, name, started_at, finished_at) on public.operation_steps to hub_tenant;

-- What tenants tell the operators. It outlives the tenant, as the audit log does.
create table public.feedback (
  id uuid primary key,
  tenant_role name not null default current_user,
  tenant_id uuid not null,
  actor text not null,
  rating integer not null check (rating between 1 and 5),
  text text not null,
  created_at timestamptz not null,
  check (tenant_role = hub.role_of(tenant_id))
);
create index feedback_of_tenant on public.feedback (tenant_id, id);

alter table public.feedback enable row level security;
create policy own_rows on public.feedback to hub_tenant
  using (tenant_role = current_user) with check (tenant_role = current_user);
create policy every_row on public.feedback to hub_operator using (true) with check (true);
grant insert on public.feedback to hub_tenant;
grant select on public.feedback to hub_operator;
