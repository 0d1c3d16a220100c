-- How far the fleet is, for operators. The API does not know the tenants' scripts: the migration says what it wants of
-- them, and whom it could not bring there.
create table public.fleet (
  only_row boolean primary key default true check (only_row),
  current_version integer not null
);
comment on column public.fleet.current_version is 'what the last migration was to bring every tenant to';
grant select on public.fleet to hub_operator;

-- Tenants' own rights on public.tenants are by column, so this is the operators' alone.
alter table public.tenants add column migration_error text;
comment on column public.tenants.migration_error is 'why the last migration failed for it; cleared by the one that does not';
create index tenants_failed on public.tenants (id) where migration_error is not null;
