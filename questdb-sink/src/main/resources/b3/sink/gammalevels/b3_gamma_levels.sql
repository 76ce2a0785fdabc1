-- Gamma levels; ts is the moment of the reference price. The log keeps every revision. level_source is computed or site.
create table if not exists b3_gamma_levels_log (
    ts timestamp,
    instrument symbol capacity 4096 index,
    level_source symbol capacity 4,
    scope symbol capacity 4096,
    oi_basis symbol capacity 4,
    status symbol capacity 4,
    quality symbol capacity 4,
    regime symbol capacity 4,
    reference_instrument symbol capacity 4096,
    anchor symbol capacity 4,
    method_version symbol capacity 64,
    session timestamp,
    call_wall double,
    put_wall double,
    gamma_flip double,
    call_wall_any double,
    put_wall_any double,
    call_wall_oi double,
    put_wall_oi double,
    abs_gamma_strike double,
    max_pos_strike double,
    max_neg_strike double,
    gamma_flip_cumulative double,
    max_pain double,
    net_gex double,
    call_gex double,
    put_gex double,
    gross_gex double,
    gamma_tilt double,
    put_call_gamma_ratio double,
    net_contracts_per_1pct double,
    dex double,
    vanna double,
    charm double,
    atm_vol double,
    expected_move double,
    next_expiry_share double,
    spot double,
    oi_coverage double,
    rows_in int,
    rows_used int,
    valuation_date timestamp,
    oi_date timestamp,
    sign_convention varchar,
    flips varchar,
    reasons varchar,
    inputs varchar,
    raw_payload varchar,
    source symbol capacity 64,
    source_rank int,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, level_source, scope, oi_basis, source, known_at);

-- The row that stands, per instrument, kind of levels and moment: of the most trusted source that has it, its latest revision.
-- For people: QuestDB applies a filter only after the window, so programs filter inside it (see the query API).
create or replace view b3_gamma_levels as (
    select ts, instrument, level_source, scope, oi_basis, status, quality, regime, reference_instrument, anchor,
        method_version, session, call_wall, put_wall, gamma_flip, call_wall_any, put_wall_any, call_wall_oi,
        put_wall_oi, abs_gamma_strike, max_pos_strike, max_neg_strike, gamma_flip_cumulative, max_pain, net_gex,
        call_gex, put_gex, gross_gex, gamma_tilt, put_call_gamma_ratio, net_contracts_per_1pct, dex, vanna,
        charm, atm_vol, expected_move, next_expiry_share, spot, oi_coverage, rows_in, rows_used, valuation_date,
        oi_date, sign_convention, flips, reasons, inputs, raw_payload, source, source_rank, document, known_at,
        ingested_at
    from (
        select *, row_number() over (
            partition by ts, instrument, level_source, scope, oi_basis order by source_rank, known_at desc) revision
        from b3_gamma_levels_log
    ) where revision = 1
);
