-- Interest-rate curves, a row a vertex. The log keeps every revision of every source.
create table if not exists b3_rates_log (
    ts timestamp,
    curve symbol capacity 512 index,
    name symbol capacity 512,
    business_days int,
    calendar_days int,
    rate double,
    fixed boolean,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, curve, business_days, calendar_days, fixed, source, known_at);

-- The curve that stands, whole: of the most trusted source that has it, every row of its latest revision. rank()
-- gives all rows of a revision the same place, so a vertex that a later revision dropped is not shown.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_rates as (
    select ts, curve, name, business_days, calendar_days, rate, fixed, source, source_rank, document, known_at,
        ingested_at
    from (
        select *, rank() over (
            partition by ts, curve order by source_rank, known_at desc, source) revision
        from b3_rates_log
    ) where revision = 1
);
