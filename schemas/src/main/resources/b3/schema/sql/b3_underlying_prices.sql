-- Price of an instrument that options are written on or hedged with.
create table if not exists b3_underlying_prices_log (
    underlying symbol capacity 4096 index,
    instrument symbol capacity 16384,
    session timestamp,
    kind symbol capacity 6,
    quoted_at timestamp,
    price double,
    expiry timestamp,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, underlying, instrument, session, kind, revision);

create or replace view b3_underlying_prices as (
    select ts, underlying, instrument, session, kind, quoted_at, price, expiry, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, instrument, session, kind, ts order by stands_from desc, revision desc) place from b3_underlying_prices_log) where place = 1 and not withdrawn)
);
