-- Latest figures of futures, by their front contract, and of indicators. The log keeps every revision of every source,
-- and a contract that passed for the front before an earlier one was known.
create table if not exists b3_snapshots_log (
    ts timestamp,
    kind symbol capacity 4,
    instrument symbol capacity 256 index,
    name symbol capacity 256,
    contract_month symbol capacity 1024,
    unit symbol capacity 16,
    status symbol capacity 16,
    expiry timestamp,
    value double,
    previous double,
    display_value varchar,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, instrument, contract_month, source, known_at);

-- The row that stands, per instrument and session: the contract that expires first; of its rows the one of the most
-- trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_snapshots as (
    select ts, kind, instrument, name, contract_month, unit, status, expiry, value, previous, display_value, source,
        source_rank, document, known_at, ingested_at
    from (
        select *, row_number() over (
            partition by ts, instrument order by expiry, source_rank, known_at desc) revision
        from b3_snapshots_log
    ) where revision = 1
);
