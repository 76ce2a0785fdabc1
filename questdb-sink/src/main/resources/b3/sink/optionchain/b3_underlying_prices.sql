-- Prices of underlyings: of a session's end, ts is its midnight UTC, or of quoted_at.
create table if not exists b3_underlying_prices_log (
    ts timestamp,
    underlying symbol capacity 4096 index,
    instrument symbol capacity 16384,
    kind symbol capacity 4,
    session timestamp,
    quoted_at timestamp,
    price double,
    expiry timestamp,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, underlying, instrument, kind, source, known_at);

-- The row that stands, per instrument, kind and moment: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_underlying_prices as (
    select ts, underlying, instrument, kind, session, quoted_at, price, expiry, source, source_rank, document,
        known_at, ingested_at
    from (
        select *, row_number() over (
            partition by ts, underlying, instrument, kind order by source_rank, known_at desc) revision
        from b3_underlying_prices_log
    ) where revision = 1
);
