-- Exposure repriced over prices behind gamma levels, a row a price.
create table if not exists b3_gamma_profile_log (
    ts timestamp,
    instrument symbol capacity 4096 index,
    scope symbol capacity 4096,
    oi_basis symbol capacity 4,
    session timestamp,
    price double,
    net_gex double,
    gross_gex double,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, price, revision);
