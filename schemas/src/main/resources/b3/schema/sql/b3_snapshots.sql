-- Latest figure of what a trader looks at first: a future by its front contract, or an indicator.
create table if not exists b3_snapshots_log (
    kind symbol capacity 4,
    instrument symbol capacity 256 index,
    name symbol capacity 256,
    contract_month symbol capacity 1024,
    expiry timestamp,
    value double,
    previous double,
    display_value varchar,
    unit symbol capacity 16,
    status symbol capacity 4,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, revision);

create or replace view b3_snapshots as (
    select ts, kind, instrument, name, contract_month, expiry, value, previous, display_value, unit, status, source, document, known_at, reader, stands_from, revision, ingested_at, case when kind = 'FUTURE' then value end price_settlement from (select * from (select *, rank() over (partition by instrument, ts order by stands_from desc, revision desc) place from b3_snapshots_log) where place = 1 and not withdrawn)
);
