-- Volatility surfaces, a row a point. The log keeps every revision of every source.
create table if not exists b3_vol_surface_log (
    ts timestamp,
    asset symbol capacity 64 index,
    contract_month symbol capacity 512,
    month_label symbol capacity 512,
    expiry timestamp,
    business_days int,
    calendar_days int,
    delta int,
    volatility double,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, asset, contract_month, expiry, business_days, calendar_days, delta, source, known_at);

-- The surface that stands, whole: of the most trusted source that has it, every row of its latest revision. rank()
-- gives all rows of a revision the same place, so a point that a later revision dropped is not shown.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_vol_surface as (
    select ts, asset, contract_month, month_label, expiry, business_days, calendar_days, delta, volatility,
        concat('delta_', delta) delta_bucket, source, source_rank, document, known_at, ingested_at
    from (
        select *, rank() over (
            partition by ts, asset order by source_rank, known_at desc, source) revision
        from b3_vol_surface_log
    ) where revision = 1
);
