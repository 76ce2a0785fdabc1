-- One financial indicator on its reference date.
create table if not exists b3_indicators_log (
    indicator symbol capacity 256 index,
    name symbol capacity 256,
    value double,
    display_value varchar,
    unit symbol capacity 10,
    indicator_group symbol capacity 64,
    code long,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, indicator, revision);

create or replace view b3_indicators as (
    select ts, indicator, name, value, display_value, unit, indicator_group, code, source, document, known_at, reader, stands_from, revision, ingested_at, ts updated_at from (select * from (select *, rank() over (partition by indicator, ts order by stands_from desc, revision desc) place from b3_indicators_log) where place = 1 and not withdrawn)
);

create or replace view b3_indicators_daily as (
    select ts, indicator, value from (select * from (select *, rank() over (partition by indicator, ts order by stands_from desc, revision desc) place from b3_indicators_log) where place = 1 and not withdrawn)
);
