-- What the programs say of themselves: append-only, and only the last one of each counts. The month is for those that have
-- been stopped: their last word is shown that long.
create table if not exists b3_heartbeats_log (
    ts timestamp,
    program symbol capacity 256,
    instance symbol capacity 256,
    state symbol capacity 16,
    session timestamp,
    pending long,
    reason varchar,
    source symbol capacity 256,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by day ttl 1 month wal
dedup upsert keys (ts, program, instance);
