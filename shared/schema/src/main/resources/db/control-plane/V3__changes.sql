-- What was answered to a request that carried an Idempotency-Key, kept so that the same request is answered the same.
-- A row without a status is a claim: somebody is at it until claimed_until.
create table public.idempotency_keys (
  tenant_role name not null default current_user,
  name bytea not null,
  id uuid not null,
  body_hash bytea not null,
  claimed_until timestamptz not null,
  expires_at timestamptz not null,
  status integer,
  location text,
  body bytea,
  encrypted_for uuid,
  primary key (tenant_role, name)
);
comment on column public.idempotency_keys.tenant_role is 'whose key it is; hub_operator for operators';
comment on column public.idempotency_keys.name is 'SHA-256 of the operator, the method, the path and the key';
comment on column public.idempotency_keys.id is 'the claim: a request that lost it to another completes nothing';
comment on column public.idempotency_keys.encrypted_for is 'the tenant whose data key the body is encrypted under; null: it holds no secret';
create index idempotency_keys_expired on public.idempotency_keys (expires_at);
create index idempotency_keys_encrypted_for on public.idempotency_keys (encrypted_for) where encrypted_for is not null;

alter table public.idempotency_keys enable row level security;
create policy own_rows on public.idempotency_keys to hub_tenant, hub_operator
  using (tenant_role = current_user) with check (tenant_role = current_user);
grant select, insert, update, delete on public.idempotency_keys to hub_tenant, hub_operator;
