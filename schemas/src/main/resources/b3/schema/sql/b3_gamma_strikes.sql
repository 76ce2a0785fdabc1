-- Exposures by strike behind one record of gamma levels, whole; a row a strike.
create table if not exists b3_gamma_strikes_log (
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
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, strike, revision);

create or replace view b3_gamma_strikes as (
    select ts, instrument, scope, oi_basis, session, strike, call_gex, put_gex, net_gex, call_oi, put_oi, dex, vanna, charm, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by instrument, scope, oi_basis, ts order by stands_from desc, revision desc) place from b3_gamma_strikes_log) where place = 1 and not withdrawn)
);
