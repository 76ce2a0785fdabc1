-- One interest-rate curve of one session, whole; a row a vertex.
create table if not exists b3_rates_log (
    curve symbol capacity 512 index,
    name symbol capacity 512,
    business_days int,
    calendar_days int,
    rate double,
    fixed boolean,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, curve, business_days, calendar_days, fixed, revision);

create or replace view b3_rates as (
    select ts, curve, name, business_days, calendar_days, rate, fixed, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by curve, ts order by stands_from desc, revision desc) place from b3_rates_log) where place = 1 and not withdrawn)
);
