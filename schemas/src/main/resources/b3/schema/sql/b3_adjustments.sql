-- Settlement price of one futures contract in one session.
create table if not exists b3_adjustments_log (
    instrument symbol capacity 1024 index,
    contract_month symbol capacity 1024,
    price_settlement double,
    price_prev double,
    change double,
    value_per_contract double,
    unit symbol capacity 6,
    rate double,
    rate_prev double,
    open_interest long,
    status symbol capacity 4,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, contract_month, revision);

create or replace view b3_adjustments as (
    select ts, instrument, contract_month, price_settlement, price_prev, change, value_per_contract, unit, rate, rate_prev, open_interest, status, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by instrument, contract_month, ts order by stands_from desc, revision desc) place from b3_adjustments_log) where place = 1 and not withdrawn)
);
