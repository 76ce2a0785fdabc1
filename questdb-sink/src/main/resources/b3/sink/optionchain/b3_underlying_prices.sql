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
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, underlying, instrument, session, kind, revision);
