-- Latest settlement of the instruments that are looked at first. The log keeps every revision of every source.
create table if not exists b3_snapshots_log (
    ts timestamp,
    instrument symbol capacity 64 index,
    contract_month symbol capacity 1024,
    status symbol capacity 16,
    price_settlement double,
    price_settlement_prev double,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, source, known_at);

-- The row that stands, per instrument and session: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_snapshots as (
    select ts, instrument, contract_month, status, price_settlement, price_settlement_prev, source, source_rank,
        document, known_at, ingested_at
    from (
        select *, row_number() over (
            partition by ts, instrument order by source_rank, known_at desc) revision
        from b3_snapshots_log
    ) where revision = 1
);
