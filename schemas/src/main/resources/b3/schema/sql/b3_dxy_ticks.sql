-- The dollar index at one moment of one session.
create table if not exists b3_dxy_ticks_log (
    bucket symbol capacity 1024 index,
    session timestamp,
    level double,
    percent_change double,
    previous_close double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, bucket, session, revision);

create or replace view b3_dxy_ticks as (
    select ts, bucket, session, level, percent_change, previous_close, source, document, known_at, reader, stands_from, revision, ingested_at, percent_change value from (select * from (select *, rank() over (partition by bucket, session order by stands_from desc, revision desc) place from b3_dxy_ticks_log) where place = 1 and not withdrawn)
);
