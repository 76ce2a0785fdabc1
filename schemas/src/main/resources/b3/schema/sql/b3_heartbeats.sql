-- How one program is at one moment.
create table if not exists b3_heartbeats_log (
    program symbol capacity 256 index,
    instance symbol capacity 256,
    session timestamp,
    state symbol capacity 8,
    pending long,
    reason varchar,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, ingested_at timestamp
) timestamp(ts) partition by day ttl 1 month wal
dedup upsert keys (ts, program, instance);

create or replace view b3_heartbeats as (
    select ts, program, instance, session, state, pending, reason, source, document, known_at, ingested_at from (select * from b3_heartbeats_log)
);
