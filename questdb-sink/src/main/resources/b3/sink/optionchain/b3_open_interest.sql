-- Open interest of option series, a row a series.
create table if not exists b3_open_interest_log (
    ts timestamp,
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    total double,
    covered double,
    locked double,
    uncovered double,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, revision);
