-- Interest-rate curves, a row a vertex.
create table if not exists b3_rates_log (
    ts timestamp,
    curve symbol capacity 512 index,
    name symbol capacity 512,
    business_days int,
    calendar_days int,
    rate double,
    fixed boolean,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, curve, business_days, calendar_days, fixed, revision);
