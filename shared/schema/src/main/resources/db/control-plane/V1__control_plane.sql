-- Run by hub_owner, who owns everything here. The roles exist already: see Roles.java.
create schema hub;
revoke all on schema public from public;
-- By default everybody may log in to a database and make temporary tables in it.
do $$
begin
  execute format('revoke all on database %I from public', pg_catalog.current_database());
  execute format('grant connect on database %I to hub_api', pg_catalog.current_database());
end
$$;
grant usage on schema public to hub_tenant, hub_operator, hub_metering;
grant usage on schema hub to hub_api;

-- Enters a role for the current transaction only. The name's form is checked, nesting is refused.
create function hub.act_as(role_name text) returns void
language plpgsql volatile
as $$
begin
  if current_user <> session_user then
    raise exception 'act_as was called inside role %', current_user using errcode = 'insufficient_privilege';
  end if;
  if role_name is null or role_name !~ '^(t_[0-7][0-9a-hjkmnp-tv-z]{25}|hub_operator|hub_metering)$' then
    raise exception 'act_as enters no such role' using errcode = 'insufficient_privilege';
  end if;
  perform pg_catalog.set_config('role', role_name, true);
end
$$;
revoke all on function hub.act_as(text) from public;
grant execute on function hub.act_as(text) to hub_api;

-- The role of a tenant: t_ and its id in Crockford's base 32. Tables check by it that tenant_role, which decides who
-- sees a row, and tenant_id, which decides whom it is about, are one tenant's.
create function hub.role_of(tenant uuid) returns name
language sql immutable strict parallel safe
as $$
  select ('t_' || string_agg(
      substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits from 1 + 5 * digit for 5)::integer + 1, 1),
      '' order by digit))::name
  from (select b'00' || ('x' || replace(tenant::text, '-', ''))::bit(128) as bits) as padded,
    generate_series(0, 25) as digit
$$;
revoke all on function hub.role_of(uuid) from public;
grant execute on function hub.role_of(uuid) to hub_tenant, hub_operator;

create table public.plans (
  name text primary key,
  requests_per_hour integer not null check (requests_per_hour > 0),
  ingest_per_second integer not null check (ingest_per_second > 0),
  ingest_burst integer not null check (ingest_burst > 0)
);
insert into public.plans (name, requests_per_hour, ingest_per_second, ingest_burst) values
  ('beta', 1000, 20, 500),
  ('team', 20000, 100, 2000),
  ('enterprise', 1000000, 2000, 20000);
grant select on public.plans to hub_tenant, hub_operator;

create table public.tenants (
  id uuid primary key,
  tenant_role name not null default current_user unique,
  slug text not null unique,
  name text not null,
  plan text not null references public.plans (name),
  admin_email text not null,
  status text not null check (status in ('provisioning', 'active', 'suspended', 'offboarding')),
  schema_version integer not null default 0,
  data_key bytea,
  created_at timestamptz not null,
  check (tenant_role = hub.role_of(id))
);
comment on column public.tenants.data_key is 'the tenant''s data key, wrapped by the master key';
create index tenants_behind on public.tenants (schema_version);

create table public.operations (
  id uuid primary key,
  tenant_role name not null default current_user,
  tenant_id uuid not null,
  kind text not null,
  status text not null check (status in ('pending', 'running', 'succeeded', 'failed')),
  requested_by text not null,
  request_id text not null,
  error text,
  result bytea,
  result_expires_at timestamptz,
  fence bigint not null default 0,
  lease_until timestamptz not null,
  hinted_at timestamptz not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.operations.lease_until is 'until then nobody else works on it';
comment on column public.operations.hinted_at is 'when a queue message about it was last sent';
comment on column public.operations.fence is 'the number of the newest lease; a worker with an older one has lost it';
comment on column public.operations.result is 'encrypted; readable by the operator who asked until result_expires_at';
create index operations_open on public.operations (lease_until) where status in ('pending', 'running');
create index operations_with_result on public.operations (result_expires_at) where result is not null;

create table public.operation_steps (
  operation_id uuid not null references public.operations (id) on delete cascade,
  position integer not null,
  tenant_role name not null default current_user,
  name text not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (operation_id, position)
);

create table public.api_keys (
  id uuid primary key,
  tenant_role name not null default current_user,
  tenant_id uuid not null references public.tenants (id),
  hash bytea not null unique,
  prefix text not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.api_keys.hash is 'SHA-256 of the whole key; the key itself is stored nowhere';
create index api_keys_of_tenant on public.api_keys (tenant_id);

create table public.connection_routes (
  connection_id uuid primary key,
  tenant_role name not null default current_user,
  tenant_id uuid not null references public.tenants (id),
  provider text not null,
  status text not null check (status in ('enabled', 'disabled')),
  webhook_secrets bytea[] not null,
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.connection_routes.webhook_secrets is 'encrypted; more than one while secrets are rotated';
create index connection_routes_of_tenant on public.connection_routes (tenant_id);

create table public.audit_log (
  id uuid primary key,
  tenant_role name not null default current_user,
  tenant_id uuid not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  target text not null,
  request_id text not null,
  check (tenant_role = hub.role_of(tenant_id))
);
create index audit_log_of_tenant on public.audit_log (tenant_id, id);

-- Row-level security: a tenant's role sees and writes the rows that carry its own name. The owner, who provisions and
-- migrates, is the only one whom the policies do not bind.
do $$
declare
  protected text;
begin
  foreach protected in array array['tenants', 'operations', 'operation_steps', 'api_keys', 'connection_routes', 'audit_log']
  loop
    execute format('alter table public.%I enable row level security', protected);
    execute format('create policy own_rows on public.%I to hub_tenant '
      'using (tenant_role = current_user) with check (tenant_role = current_user)', protected);
  end loop;
  foreach protected in array array['tenants', 'operations', 'operation_steps', 'api_keys', 'audit_log']
  loop
    execute format('create policy every_row on public.%I to hub_operator using (true) with check (true)', protected);
  end loop;
end
$$;
create policy metered on public.tenants for select to hub_metering using (true);

grant select (id, tenant_role, slug, name, plan, status, schema_version, data_key, created_at)
  on public.tenants to hub_tenant;
grant select, insert, delete on public.connection_routes to hub_tenant;
grant insert on public.audit_log to hub_tenant;

grant select, insert on public.tenants to hub_operator;
grant select, insert on public.operations to hub_operator;
grant select, insert on public.operation_steps to hub_operator;
grant insert on public.api_keys to hub_operator;
grant insert on public.audit_log to hub_operator;

grant select (status) on public.tenants to hub_metering;

-- The two look-ups of the login itself. Each answers for one exact value, so it lists nothing.
create function hub.find_api_key(of_tenant uuid, of_hash bytea)
returns table (id uuid, hash bytea, scopes text[], expires_at timestamptz, revoked_at timestamptz,
  tenant_slug text, tenant_status text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.id, k.hash, k.scopes, k.expires_at, k.revoked_at, t.slug, t.status
  from public.api_keys k
  join public.tenants t on t.id = k.tenant_id
  where k.tenant_id = of_tenant and k.hash = of_hash
$$;

create function hub.find_connection_route(of_connection uuid)
returns table (tenant_id uuid, provider text, status text, webhook_secrets bytea[],
  tenant_slug text, tenant_status text, data_key bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.tenant_id, r.provider, r.status, r.webhook_secrets, t.slug, t.status, t.data_key
  from public.connection_routes r
  join public.tenants t on t.id = r.tenant_id
  where r.connection_id = of_connection
$$;

revoke all on function hub.find_api_key(uuid, bytea), hub.find_connection_route(uuid) from public;
grant execute on function hub.find_api_key(uuid, bytea), hub.find_connection_route(uuid) to hub_api;
