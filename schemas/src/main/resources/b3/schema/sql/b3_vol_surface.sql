-- Implied-volatility surface of one asset in one session, whole; a row a point.
create table if not exists b3_vol_surface_log (
    asset symbol capacity 64 index,
    contract_month symbol capacity 512,
    month_label symbol capacity 512,
    expiry timestamp,
    business_days int,
    calendar_days int,
    delta int,
    volatility double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, asset, contract_month, expiry, business_days, calendar_days, delta, revision);

create or replace view b3_vol_surface as (
    select ts, asset, contract_month, month_label, expiry, business_days, calendar_days, delta, volatility, source, document, known_at, reader, stands_from, revision, ingested_at, ts updated_at, concat('delta_', delta) delta_bucket from (select * from (select *, rank() over (partition by asset, ts order by stands_from desc, revision desc) place from b3_vol_surface_log) where place = 1 and not withdrawn)
);
