-- Financial indicators.
create table if not exists b3_indicators_log (
    ts timestamp,
    indicator symbol capacity 256 index,
    name symbol capacity 256,
    unit symbol capacity 16,
    indicator_group symbol capacity 64,
    value double,
    display_value varchar,
    code long,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, indicator, revision);

-- The series alone.
create or replace view b3_indicators_daily as (
    select ts, indicator, value from standing
);
