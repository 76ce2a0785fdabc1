-- Prices of the option series on one underlying, of a session's end or of a moment, whole; a row a series.
create table if not exists b3_option_prices_log (
    underlying symbol capacity 4096 index,
    session timestamp,
    quoted_at timestamp,
    ticker symbol capacity 524288 nocache,
    settlement double,
    reference double,
    last double,
    bid double,
    ask double,
    implied_volatility double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, session, ticker, revision);

create or replace view b3_option_prices as (
    select ts, underlying, session, quoted_at, ticker, settlement, reference, last, bid, ask, implied_volatility, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, session, ts order by stands_from desc, revision desc) place from b3_option_prices_log) where place = 1 and not withdrawn)
);
