-- One payment in cash on one class of shares of one company.
create table if not exists b3_corporate_actions_log (
    company symbol capacity 1024 index,
    share_class symbol capacity 64,
    kind symbol capacity 8,
    payment symbol capacity 65536,
    approved timestamp,
    ex_date timestamp,
    payment_date timestamp,
    value_per_share double,
    net_value_per_share double,
    price_before_ex double,
    isin varchar,
    related_to varchar,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, company, share_class, kind, payment, revision);

create or replace view b3_corporate_actions as (
    select ts, company, share_class, kind, payment, approved, ex_date, payment_date, value_per_share, net_value_per_share, price_before_ex, isin, related_to, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by company, share_class, kind, ts, payment order by stands_from desc, revision desc) place from b3_corporate_actions_log) where place = 1 and not withdrawn)
);
