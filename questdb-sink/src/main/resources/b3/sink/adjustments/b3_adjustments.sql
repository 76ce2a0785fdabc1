-- Settlement prices. The log keeps every revision that was ever known, of every source.
create table if not exists b3_adjustments_log (
    ts timestamp,
    instrument symbol capacity 1024 index,
    contract_month symbol capacity 1024,
    unit symbol capacity 16,
    status symbol capacity 16,
    price_settlement double,
    price_prev double,
    change double,
    value_per_contract double,
    rate double,
    rate_prev double,
    open_interest long,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, contract_month, source, known_at);

-- The row that stands, per contract and session: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_adjustments as (
    select ts, instrument, contract_month, unit, status, price_settlement, price_prev, change, value_per_contract,
        rate, rate_prev, open_interest, source, source_rank, document, known_at, ingested_at
    from (
        select *, row_number() over (
            partition by ts, instrument, contract_month order by source_rank, known_at desc) revision
        from b3_adjustments_log
    ) where revision = 1
);
