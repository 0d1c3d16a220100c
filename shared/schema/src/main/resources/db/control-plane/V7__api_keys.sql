-- Tenants issue, list, rotate and revoke their own keys. Their roles may read everything of a key but the hashes of its
-- secrets, and change nothing of it but by the two functions below.
grant select (id, tenant_role, tenant_id, prefix, name, scopes, created_at, expires_at, revoked_at, last_used_at)
  on public.api_keys to hub_tenant;
grant insert (id, tenant_role, tenant_id, hash, prefix, name, scopes, created_at, expires_at)
  on public.api_keys to hub_tenant;
grant usage on schema hub to hub_tenant;

-- Both act on one key of the tenant whose role was entered, whatever role they run as themselves, and answer the hashes
-- of the secrets that it had, for the caches to forget. No row: there is no such key that it could be done to.
create function hub.rotate_api_key(of_key uuid, new_hash bytea, new_prefix text, at timestamptz, old_until timestamptz)
returns table (hash bytea, previous_hash bytea)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  with old as (
    select k.id, k.hash, k.previous_hash from public.api_keys k
    where k.id = of_key and k.tenant_role = current_setting('role')::name
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    for update)
  update public.api_keys k
  set hash = new_hash, prefix = new_prefix, previous_until = old_until,
    previous_hash = case when old_until is not null then old.hash end
  from old where k.id = old.id
  returning old.hash, old.previous_hash
$$;

create function hub.revoke_api_key(of_key uuid, at timestamptz)
returns table (hash bytea, previous_hash bytea)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update public.api_keys k set revoked_at = at
  where k.id = of_key and k.tenant_role = current_setting('role')::name and k.revoked_at is null
  returning k.hash, k.previous_hash
$$;

revoke all on function hub.rotate_api_key(uuid, bytea, text, timestamptz, timestamptz),
  hub.revoke_api_key(uuid, timestamptz) from public;
grant execute on function hub.rotate_api_key(uuid, bytea, text, timestamptz, timestamptz),
  hub.revoke_api_key(uuid, timestamptz) to hub_tenant;
