-- What a tenant may do beside its plan; null: what the plan says.
alter table public.tenants
  add column requests_per_hour integer check (requests_per_hour > 0),
  add column ingest_per_second integer check (ingest_per_second > 0),
  add column ingest_burst integer check (ingest_burst > 0);
grant select (requests_per_hour, ingest_per_second, ingest_burst) on public.tenants to hub_tenant;

alter table public.api_keys
  add column previous_hash bytea unique,
  add column previous_until timestamptz,
  add column last_used_at timestamptz;
comment on column public.api_keys.previous_hash is 'of the key before it was rotated; good until previous_until';
comment on column public.api_keys.last_used_at is 'to the minute, or a few where the key is cached';

alter table public.connection_routes
  add column webhook_secret_expiries timestamptz[] not null default '{}';
comment on column public.connection_routes.webhook_secret_expiries is
  'until when the secret at the same place verifies; null or no such place: without end';

-- Usage by the minute, from sources that lose their memory and start anew: each such life is an epoch.
create table public.usage_minutes (
  tenant_role name not null default current_user,
  tenant_id uuid not null,
  meter text not null,
  minute timestamptz not null,
  epoch text not null,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, meter, minute, epoch),
  check (tenant_role = hub.role_of(tenant_id))
);
alter table public.usage_minutes enable row level security;
create policy own_rows on public.usage_minutes to hub_tenant
  using (tenant_role = current_user) with check (tenant_role = current_user);
grant select, insert, update (quantity) on public.usage_minutes to hub_tenant;

-- The look-ups of the login itself. Each answers for one exact value, so it lists nothing.

-- A valid key, by its hash or within the grace after its rotation by the former one, and its tenant. Notes its use, at
-- most once a minute. Unknown, foreign, revoked and expired keys are alike: no row.
create function hub.use_api_key(of_tenant uuid, of_hash bytea, at timestamptz)
returns table (id uuid, hash bytea, scopes text[], expires_at timestamptz,
  tenant_slug text, tenant_status text, requests_per_hour integer)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with valid as (
    select k.id, k.scopes, k.tenant_id,
      case when k.hash = of_hash then k.hash else k.previous_hash end as hash,
      case when k.hash = of_hash then k.expires_at else least(k.expires_at, k.previous_until) end as expires_at
    from public.api_keys k
    where k.tenant_id = of_tenant
      and (k.hash = of_hash or k.previous_hash = of_hash and k.previous_until > at)
      and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > at)),
  due as (
    -- A key that is just being changed is not waited for.
    select k.id
    from public.api_keys k
    join valid v on v.id = k.id
    where k.last_used_at is null or k.last_used_at < at - interval '1 minute'
    for no key update of k skip locked),
  used as (
    update public.api_keys k set last_used_at = at from due where k.id = due.id)
  select v.id, v.hash, v.scopes, v.expires_at, t.slug, t.status, coalesce(t.requests_per_hour, p.requests_per_hour)
  from valid v
  join public.tenants t on t.id = v.tenant_id
  join public.plans p on p.name = t.plan
$$;

create function hub.find_tenant(of_tenant uuid)
returns table (tenant_slug text, tenant_status text, requests_per_hour integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select t.slug, t.status, coalesce(t.requests_per_hour, p.requests_per_hour)
  from public.tenants t
  join public.plans p on p.name = t.plan
  where t.id = of_tenant
$$;

create function hub.find_ingest_route(of_connection uuid)
returns table (tenant_id uuid, provider text, status text, webhook_secrets bytea[],
  webhook_secret_expiries timestamptz[], tenant_slug text, tenant_status text, data_key bytea,
  ingest_per_second integer, ingest_burst integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.tenant_id, r.provider, r.status, r.webhook_secrets, r.webhook_secret_expiries, t.slug, t.status, t.data_key,
    coalesce(t.ingest_per_second, p.ingest_per_second), coalesce(t.ingest_burst, p.ingest_burst)
  from public.connection_routes r
  join public.tenants t on t.id = r.tenant_id
  join public.plans p on p.name = t.plan
  where r.connection_id = of_connection
$$;

revoke all on function hub.use_api_key(uuid, bytea, timestamptz), hub.find_tenant(uuid), hub.find_ingest_route(uuid)
  from public;
grant execute on function hub.use_api_key(uuid, bytea, timestamptz), hub.find_tenant(uuid), hub.find_ingest_route(uuid)
  to hub_api;
