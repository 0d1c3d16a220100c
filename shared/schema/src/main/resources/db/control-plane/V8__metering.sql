-- What tenants used, by the hour, the day and the month; see functions/metering/README.md.

-- How long what usage is counted from is kept: events, and requests by the minute.
alter table public.plans
  add column retention_days integer not null default 90 check (retention_days between 1 and 400);
update public.plans set retention_days = 365 where name = 'enterprise';

-- Who wrote a row last. A roll-up counts the rows of transactions from its watermark on up to the oldest that still runs:
-- whatever commits later, and however late, belongs to the next one, and nothing is counted twice.
alter table public.usage_minutes add column tx xid8 not null default pg_current_xact_id();
create index usage_minutes_by_tx on public.usage_minutes (tenant_id, tx);
create function hub.note_tx() returns trigger
language plpgsql
as $$
begin
  new.tx := pg_catalog.pg_current_xact_id();
  return new;
end
$$;
revoke all on function hub.note_tx() from public;
create trigger note_tx before update on public.usage_minutes for each row execute function hub.note_tx();
create policy every_row on public.usage_minutes to hub_metering using (true) with check (true);
grant select, insert, update (quantity) on public.usage_minutes to hub_metering;
grant delete on public.usage_minutes to hub_tenant;

-- Usage per tenant and window, in UTC. Days are the sums of their hours, months of their days.
create table public.usage_windows (
  tenant_role name not null default current_user,
  tenant_id uuid not null,
  width text not null check (width in ('hour', 'day', 'month')),
  window_start timestamptz not null,
  meter text not null,
  provider text not null default '',
  quantity bigint not null check (quantity >= 0),
  estimated boolean not null default false,
  cost numeric,
  primary key (tenant_id, width, window_start, meter, provider),
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.usage_windows.provider is 'empty: the meter knows no providers';
comment on column public.usage_windows.estimated is 'some of it may be missing: a gap falls into it';
comment on column public.usage_windows.cost is 'by the price book in force in its hours; null: nothing of it had a price';
create index usage_windows_by_start on public.usage_windows (width, window_start, tenant_id);

-- How far a tenant's usage is counted.
create table public.usage_watermarks (
  tenant_id uuid primary key,
  tenant_role name not null default current_user,
  counted_to xid8 not null,
  complete_to timestamptz not null,
  reconciled_to timestamptz not null,
  rolled_up_at timestamptz not null,
  weight bigint not null default 0,
  purged_to timestamptz not null default to_timestamp(0),
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.usage_watermarks.counted_to is 'rows of transactions before this one are counted';
comment on column public.usage_watermarks.complete_to is 'windows that end by then are complete; a late row still changes one';
comment on column public.usage_watermarks.reconciled_to is 'windows that end by then were compared with their rows';
comment on column public.usage_watermarks.weight is 'how many rows a roll-up counts of late';
comment on column public.usage_watermarks.purged_to is 'rows from before may be gone, so nothing is counted again';

-- When usage may be missing, and why.
create table public.usage_gaps (
  tenant_id uuid not null,
  tenant_role name not null default current_user,
  meter text not null,
  gap_from timestamptz not null,
  gap_to timestamptz not null,
  cause text not null check (cause in ('redis_lost_counts', 'redis_answered_nothing')),
  found_at timestamptz not null,
  tx xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, meter, gap_from, cause),
  check (gap_from <= gap_to),
  check (tenant_role = hub.role_of(tenant_id))
);
create index usage_gaps_by_tx on public.usage_gaps (tenant_id, tx);

-- What an operator wants counted again from its rows; gone once it was.
create table public.usage_recounts (
  tenant_id uuid primary key,
  tenant_role name not null default current_user,
  recount_from timestamptz not null,
  recount_to timestamptz not null,
  requested_at timestamptz not null,
  check (recount_from < recount_to),
  check (tenant_role = hub.role_of(tenant_id))
);

-- Where usage and the rows that it was counted from disagree.
create table public.usage_differences (
  tenant_id uuid not null,
  tenant_role name not null default current_user,
  window_start timestamptz not null,
  meter text not null,
  provider text not null default '',
  quantity bigint not null,
  row_count bigint not null,
  found_at timestamptz not null,
  primary key (tenant_id, window_start, meter, provider),
  check (tenant_role = hub.role_of(tenant_id))
);

-- The Redis counts of a tenant as they were last seen: how a loss is noticed.
create table public.usage_flushes (
  tenant_id uuid primary key,
  tenant_role name not null default current_user,
  epoch text not null,
  last_minute timestamptz not null,
  last_quantity bigint not null,
  flushed_at timestamptz not null,
  check (tenant_role = hub.role_of(tenant_id))
);
comment on column public.usage_flushes.epoch is 'empty: Redis held no counts';

-- What a unit of a meter costs. A book is in force from a full hour on until the next one is, so that an hour has one price.
create table public.price_books (
  effective_from timestamptz primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null,
  created_by text not null,
  check (effective_from = date_trunc('hour', effective_from, 'UTC'))
);
create table public.price_book (
  effective_from timestamptz not null references public.price_books (effective_from) on delete cascade,
  meter text not null,
  provider text not null default '',
  unit_price numeric not null check (unit_price >= 0),
  primary key (effective_from, meter, provider)
);
comment on column public.price_book.provider is 'empty: every provider that has no price of its own';

do $$
declare
  protected text;
begin
  foreach protected in array array['usage_windows', 'usage_watermarks', 'usage_gaps', 'usage_recounts',
    'usage_differences', 'usage_flushes']
  loop
    execute format('alter table public.%I enable row level security', protected);
    execute format('create policy own_rows on public.%I to hub_tenant '
      'using (tenant_role = current_user) with check (tenant_role = current_user)', protected);
    execute format('create policy every_row on public.%I to hub_operator, hub_metering using (true) with check (true)',
      protected);
  end loop;
end
$$;

-- A tenant's usage is counted inside its own role, so no job can mix tenants up.
grant select, insert, update, delete on public.usage_windows, public.usage_differences to hub_tenant;
grant select, insert, update on public.usage_watermarks to hub_tenant;
grant select, insert on public.usage_gaps to hub_tenant;
grant select, update (recount_from), delete on public.usage_recounts to hub_tenant;
grant select on public.usage_flushes to hub_tenant;
grant select on public.price_books, public.price_book to hub_tenant;

grant select on public.usage_windows, public.usage_watermarks, public.usage_gaps, public.usage_differences to hub_operator;
grant select, insert, update on public.usage_recounts to hub_operator;
grant select, insert, update, delete on public.price_books, public.price_book to hub_operator;

-- The work to be done, and the counts from Redis of many tenants at once.
grant select (id, tenant_role, status, created_at) on public.tenants to hub_metering;
grant select on public.usage_watermarks, public.usage_recounts to hub_metering;
grant select, insert, update on public.usage_flushes to hub_metering;
grant select, insert on public.usage_gaps to hub_metering;
grant usage on schema hub to hub_metering;
grant execute on function hub.role_of(uuid) to hub_metering;

-- Prices are everybody's: who changes them is recorded under no tenant.
alter table public.audit_log alter column tenant_id drop not null;
comment on column public.audit_log.tenant_id is 'null: what all tenants have in common';
