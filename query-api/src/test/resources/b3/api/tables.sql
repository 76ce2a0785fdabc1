create table b3_adjustments_log (
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

create table b3_jobs_log (
    ts timestamp,
    feed symbol capacity 256 index,
    outcome symbol capacity 16,
    session timestamp,
    http_status int,
    bytes long,
    sha256 varchar,
    duration_millis long,
    attempt int,
    next_attempt_at timestamp,
    detail varchar,
    source symbol capacity 256,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, feed, session);
