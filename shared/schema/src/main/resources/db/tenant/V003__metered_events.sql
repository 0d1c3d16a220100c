-- Which transaction stored an event: usage counts each exactly once by it. What is there already gets this one's.
alter table {t}.events add column tx xid8 not null default pg_current_xact_id();
create index events_by_tx on {t}.events (tx);
-- What an hour is counted again by, and what retention ends with.
create index events_by_received_at on {t}.events (received_at);
-- Events leave when the plan's retention ends.
grant delete on {t}.events to {t};
