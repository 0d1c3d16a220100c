alter table public.api_keys add column previous_hash bytea, add column previous_until timestamptz, add column last_used_at timestamptz;
create or replace function hub.find_api_key(of_tenant uuid, of_hash bytea)
returns table (id uuid, hash bytea, scopes text[], expires_at timestamptz, revoked_at timestamptz,
  tenant_slug text, tenant_status text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.id, of_hash, k.scopes, k.expires_at, k.revoked_at, t.slug, t.status
  from public.api_keys k
  join public.tenants t on t.id = k.tenant_id
  where k.tenant_id = of_tenant and (k.hash = of_hash or k.previous_hash = of_hash and k.previous_until > now())
$$;
