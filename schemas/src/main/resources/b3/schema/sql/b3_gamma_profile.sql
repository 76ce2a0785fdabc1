-- Exposure repriced over a range of prices behind one record of gamma levels, whole; a row a price.
create table if not exists b3_gamma_profile_log (
    instrument symbol capacity 4096 index,
    scope symbol capacity 4096,
    oi_basis symbol capacity 4,
    session timestamp,
    price double,
    net_gex double,
    gross_gex double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, price, revision);

create or replace view b3_gamma_profile as (
    select ts, instrument, scope, oi_basis, session, price, net_gex, gross_gex, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by instrument, scope, oi_basis, ts order by stands_from desc, revision desc) place from b3_gamma_profile_log) where place = 1 and not withdrawn)
);
