-- Financial indicators. The log keeps every revision that was ever known, of every source.
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
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, indicator, source, known_at);

-- The row that stands, per indicator and reference date: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_indicators as (
    select ts, indicator, name, unit, indicator_group, value, display_value, code, source, source_rank,
        document, known_at, ingested_at
    from (
        select *, row_number() over (
            partition by ts, indicator order by source_rank, known_at desc) revision
        from b3_indicators_log
    ) where revision = 1
);

-- The series alone.
create or replace view b3_indicators_daily as (
    select ts, indicator, value
    from (
        select ts, indicator, value, row_number() over (
            partition by ts, indicator order by source_rank, known_at desc) revision
        from b3_indicators_log
    ) where revision = 1
);
