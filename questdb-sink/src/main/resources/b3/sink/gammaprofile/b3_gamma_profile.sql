-- Exposure repriced over prices behind gamma levels, a row a price. The log keeps every revision.
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
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, price, source, known_at);

-- The curve that stands, whole: of the most trusted source that has it, every row of its latest revision. rank()
-- gives all rows of a revision the same place, so a point that a later revision dropped is not shown.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_gamma_profile as (
    select ts, instrument, scope, oi_basis, session, price, net_gex, gross_gex, source, source_rank, document,
        known_at, ingested_at
    from (
        select *, rank() over (
            partition by ts, instrument, scope, oi_basis order by source_rank, known_at desc,
                ingested_at desc) revision
        from b3_gamma_profile_log
    ) where revision = 1
);
