-- Open interest of option series, a row a series. The log keeps every revision of every source.
create table if not exists b3_open_interest_log (
    ts timestamp,
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    total double,
    covered double,
    locked double,
    uncovered double,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, source, known_at);

-- The book that stands, whole: of the most trusted source that has it, every row of its latest revision. rank()
-- gives all rows of a revision the same place, so a position that a later revision dropped is not shown.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_open_interest as (
    select ts, underlying, ticker, total, covered, locked, uncovered, source, source_rank, document, known_at,
        ingested_at
    from (
        select *, rank() over (
            partition by ts, underlying order by source_rank, known_at desc, source) revision
        from b3_open_interest_log
    ) where revision = 1
);
