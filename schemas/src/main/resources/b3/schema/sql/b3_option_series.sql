-- The option series on one underlying that are listed in one session, whole; a row a series.
create table if not exists b3_option_series_log (
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    isin varchar,
    option_type symbol capacity 4,
    style symbol capacity 4,
    strike double,
    expiry timestamp,
    multiplier double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, revision);

create or replace view b3_option_series as (
    select ts, underlying, ticker, isin, option_type, style, strike, expiry, multiplier, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, ts order by stands_from desc, revision desc) place from b3_option_series_log) where place = 1 and not withdrawn)
);
