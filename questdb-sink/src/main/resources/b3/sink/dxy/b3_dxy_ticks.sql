-- Dollar index ticks; ts is the moment.
create table if not exists b3_dxy_ticks_log (
    ts timestamp,
    bucket symbol capacity 1024 index,
    session timestamp,
    level double,
    percent_change double,
    previous_close double,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, bucket, session, revision);

create or replace view b3_dxy_ticks as (
    select *, percent_change value from standing
);
