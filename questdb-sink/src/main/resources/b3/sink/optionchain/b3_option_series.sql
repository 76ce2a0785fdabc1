-- Option series, a row a series: some 170,000 a session.
create table if not exists b3_option_series_log (
    ts timestamp,
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    option_type symbol capacity 4,
    style symbol capacity 4,
    isin varchar,
    strike double,
    expiry timestamp,
    multiplier double,
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
