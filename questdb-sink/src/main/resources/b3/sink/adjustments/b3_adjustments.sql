-- Settlement prices.
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
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, contract_month, revision);
