-- Events that the tenant publishes itself came by no connection. Nothing is read or rewritten here.
alter table {t}.events alter column connection_id drop not null;
comment on column {t}.events.connection_id is 'null: an event of the tenant''s own';

grant update (name, status, config, credentials) on {t}.connections to {t};
