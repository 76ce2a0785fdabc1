-- Exposures by strike behind gamma levels, a row a strike.
create table if not exists b3_gamma_strikes_log (
    ts timestamp,
    instrument symbol capacity 4096 index,
    scope symbol capacity 4096,
    oi_basis symbol capacity 4,
    session timestamp,
    strike double,
    call_gex double,
    put_gex double,
    net_gex double,
    call_oi double,
    put_oi double,
    dex double,
    vanna double,
    charm double,
    source symbol capacity 64,
    reader symbol capacity 64,
    document varchar,
    known_at timestamp,
    stands_from timestamp,
    revision long,
    withdrawn boolean,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, strike, revision);
