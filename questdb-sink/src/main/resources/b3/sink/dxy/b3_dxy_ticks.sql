-- Dollar index ticks; ts is the moment. The log keeps every revision of every source.
create table if not exists b3_dxy_ticks_log (
    ts timestamp,
    bucket symbol capacity 1024 index,
    session timestamp,
    level double,
    percent_change double,
    previous_close double,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, bucket, session, source, known_at);

-- The row that stands, per bucket and session: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_dxy_ticks as (
    select ts, bucket, session, level, percent_change, previous_close, percent_change value, source,
        source_rank, document, known_at, ingested_at
    from (
        select *, row_number() over (
            partition by session, bucket order by source_rank, known_at desc) revision
        from b3_dxy_ticks_log
    ) where revision = 1
);
