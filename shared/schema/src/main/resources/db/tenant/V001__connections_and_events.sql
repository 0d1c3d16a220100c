create table {t}.connections (
  id uuid primary key,
  provider text not null,
  name text not null,
  status text not null check (status in ('enabled', 'disabled')),
  config text,
  credentials bytea,
  created_at timestamptz not null
);
comment on column {t}.connections.credentials is 'encrypted';

create table {t}.events (
  id uuid primary key,
  connection_id uuid not null,
  provider text not null,
  provider_event text not null,
  provider_delivery_id text not null,
  type text not null,
  subject text,
  url text,
  time timestamptz not null,
  received_at timestamptz not null,
  data bytea not null,
  constraint events_once unique (connection_id, provider_delivery_id)
);
comment on column {t}.events.data is 'the provider''s payload, byte for byte';
create index events_by_type on {t}.events (type, id);

grant select, insert, delete on {t}.connections to {t};
grant select, insert on {t}.events to {t};
