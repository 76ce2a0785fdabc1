-- Prices of option series, a row a series and moment: of a session's end, ts is its midnight UTC, or of quoted_at.
create table if not exists b3_option_prices_log (
    ts timestamp,
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    session timestamp,
    quoted_at timestamp,
    settlement double,
    reference double,
    last double,
    bid double,
    ask double,
    implied_volatility double,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, session, ticker, revision);
