-- Exposures by strike behind gamma levels, a row a strike. The log keeps every revision.
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
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, scope, oi_basis, strike, source, known_at);

-- The ladder that stands, whole: of the most trusted source that has it, every row of its latest revision. rank()
-- gives all rows of a revision the same place, so a strike that a later revision dropped is not shown.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_gamma_strikes as (
    select ts, instrument, scope, oi_basis, session, strike, call_gex, put_gex, net_gex, call_oi, put_oi, dex,
        vanna, charm, source, source_rank, document, known_at, ingested_at
    from (
        select *, rank() over (
            partition by ts, instrument, scope, oi_basis order by source_rank, known_at desc,
                ingested_at desc) revision
        from b3_gamma_strikes_log
    ) where revision = 1
);
