-- Figures of futures, by their front contract, and of indicators.
create table if not exists b3_snapshots_log (
    ts timestamp,
    kind symbol capacity 4,
    instrument symbol capacity 256 index,
    name symbol capacity 256,
    contract_month symbol capacity 1024,
    unit symbol capacity 16,
    status symbol capacity 16,
    expiry timestamp,
    value double,
    previous double,
    display_value varchar,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, revision);
