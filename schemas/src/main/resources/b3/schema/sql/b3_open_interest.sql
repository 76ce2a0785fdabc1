-- Open interest of the option series on one underlying after one session, whole; a row a series.
create table if not exists b3_open_interest_log (
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    total double,
    covered double,
    locked double,
    uncovered double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, revision);

create or replace view b3_open_interest as (
    select ts, underlying, ticker, total, covered, locked, uncovered, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, ts order by stands_from desc, revision desc) place from b3_open_interest_log) where place = 1 and not withdrawn)
);
