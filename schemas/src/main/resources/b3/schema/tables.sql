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

-- One financial indicator on its reference date.
create table if not exists b3_indicators_log (
    indicator symbol capacity 256 index,
    name symbol capacity 256,
    value double,
    display_value varchar,
    unit symbol capacity 10,
    indicator_group symbol capacity 64,
    code long,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, indicator, revision);

create or replace view b3_indicators as (
    select ts, indicator, name, value, display_value, unit, indicator_group, code, source, document, known_at, reader, stands_from, revision, ingested_at, ts updated_at from (select * from (select *, rank() over (partition by indicator, ts order by stands_from desc, revision desc) place from b3_indicators_log) where place = 1 and not withdrawn)
);

create or replace view b3_indicators_daily as (
    select ts, indicator, value from (select * from (select *, rank() over (partition by indicator, ts order by stands_from desc, revision desc) place from b3_indicators_log) where place = 1 and not withdrawn)
);

-- Implied-volatility surface of one asset in one session, whole; a row a point.
create table if not exists b3_vol_surface_log (
    asset symbol capacity 64 index,
    contract_month symbol capacity 512,
    month_label symbol capacity 512,
    expiry timestamp,
    business_days int,
    calendar_days int,
    delta int,
    volatility double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, asset, contract_month, expiry, business_days, calendar_days, delta, revision);

create or replace view b3_vol_surface as (
    select ts, asset, contract_month, month_label, expiry, business_days, calendar_days, delta, volatility, source, document, known_at, reader, stands_from, revision, ingested_at, ts updated_at, concat('delta_', delta) delta_bucket from (select * from (select *, rank() over (partition by asset, ts order by stands_from desc, revision desc) place from b3_vol_surface_log) where place = 1 and not withdrawn)
);

-- The dollar index at one moment of one session.
create table if not exists b3_dxy_ticks_log (
    bucket symbol capacity 1024 index,
    session timestamp,
    level double,
    percent_change double,
    previous_close double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, bucket, session, revision);

create or replace view b3_dxy_ticks as (
    select ts, bucket, session, level, percent_change, previous_close, source, document, known_at, reader, stands_from, revision, ingested_at, percent_change value from (select * from (select *, rank() over (partition by bucket, session order by stands_from desc, revision desc) place from b3_dxy_ticks_log) where place = 1 and not withdrawn)
);

-- One interest-rate curve of one session, whole; a row a vertex.
create table if not exists b3_rates_log (
    curve symbol capacity 512 index,
    name symbol capacity 512,
    business_days int,
    calendar_days int,
    rate double,
    fixed boolean,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, curve, business_days, calendar_days, fixed, revision);

create or replace view b3_rates as (
    select ts, curve, name, business_days, calendar_days, rate, fixed, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by curve, ts order by stands_from desc, revision desc) place from b3_rates_log) where place = 1 and not withdrawn)
);

-- The option series on one underlying that are listed in one session, whole; a row a series.
create table if not exists b3_option_series_log (
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    isin varchar,
    option_type symbol capacity 4,
    style symbol capacity 4,
    strike double,
    expiry timestamp,
    multiplier double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, revision);

create or replace view b3_option_series as (
    select ts, underlying, ticker, isin, option_type, style, strike, expiry, multiplier, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, ts order by stands_from desc, revision desc) place from b3_option_series_log) where place = 1 and not withdrawn)
);

-- Open interest of the option series on one underlying after one session, whole; a row a series.
create table if not exists b3_open_interest_log (
    underlying symbol capacity 4096 index,
    ticker symbol capacity 524288 nocache,
    total double,
    covered double,
    locked double,
    uncovered double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, ticker, revision);

create or replace view b3_open_interest as (
    select ts, underlying, ticker, total, covered, locked, uncovered, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, ts order by stands_from desc, revision desc) place from b3_open_interest_log) where place = 1 and not withdrawn)
);

-- Prices of the option series on one underlying, of a session's end or of a moment, whole; a row a series.
create table if not exists b3_option_prices_log (
    underlying symbol capacity 4096 index,
    session timestamp,
    quoted_at timestamp,
    ticker symbol capacity 524288 nocache,
    settlement double,
    reference double,
    last double,
    bid double,
    ask double,
    implied_volatility double,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, underlying, session, ticker, revision);

create or replace view b3_option_prices as (
    select ts, underlying, session, quoted_at, ticker, settlement, reference, last, bid, ask, implied_volatility, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, session, ts order by stands_from desc, revision desc) place from b3_option_prices_log) where place = 1 and not withdrawn)
);

-- Price of an instrument that options are written on or hedged with.
create table if not exists b3_underlying_prices_log (
    underlying symbol capacity 4096 index,
    instrument symbol capacity 16384,
    session timestamp,
    kind symbol capacity 6,
    quoted_at timestamp,
    price double,
    expiry timestamp,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, underlying, instrument, session, kind, revision);

create or replace view b3_underlying_prices as (
    select ts, underlying, instrument, session, kind, quoted_at, price, expiry, source, document, known_at, reader, stands_from, revision, ingested_at from (select * from (select *, rank() over (partition by underlying, instrument, session, kind, ts order by stands_from desc, revision desc) place from b3_underlying_prices_log) where place = 1 and not withdrawn)
);

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

-- Gamma levels of one instrument at one moment, computed or as a vendor's site states them.
create table if not exists b3_gamma_levels_log (
    instrument symbol capacity 4096 index,
    level_source symbol capacity 4,
    scope symbol capacity 4096,
    oi_basis symbol capacity 4,
    session timestamp,
    status symbol capacity 4,
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
    flips varchar,
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
    regime symbol capacity 8,
    atm_vol double,
    expected_move double,
    next_expiry_share double,
    quality symbol capacity 6,
    reasons varchar,
    inputs varchar,
    reference_instrument symbol capacity 4096,
    spot double,
    anchor symbol capacity 4,
    valuation_date timestamp,
    oi_date timestamp,
    oi_coverage double,
    rows_in int,
    rows_used int,
    method_version symbol capacity 64,
    sign_convention varchar,
    raw_payload varchar,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, reader symbol capacity 64, stands_from timestamp, revision long, withdrawn boolean, ingested_at timestamp
) timestamp(ts) partition by day wal
dedup upsert keys (ts, instrument, level_source, scope, oi_basis, revision);

create or replace view b3_gamma_levels as (
    select ts, instrument, level_source, scope, oi_basis, session, status, call_wall, put_wall, gamma_flip, call_wall_any, put_wall_any, call_wall_oi, put_wall_oi, abs_gamma_strike, max_pos_strike, max_neg_strike, gamma_flip_cumulative, max_pain, flips, net_gex, call_gex, put_gex, gross_gex, gamma_tilt, put_call_gamma_ratio, net_contracts_per_1pct, dex, vanna, charm, regime, atm_vol, expected_move, next_expiry_share, quality, reasons, inputs, reference_instrument, spot, anchor, valuation_date, oi_date, oi_coverage, rows_in, rows_used, method_version, sign_convention, raw_payload, source, document, known_at, reader, stands_from, revision, ingested_at, case when reference_instrument is null then null else concat('points of ', reference_instrument) end unit, case when inputs is null then null else 'BRL per 1 % move' end exposure_unit from (select * from (select *, rank() over (partition by instrument, level_source, scope, oi_basis, ts order by stands_from desc, revision desc) place from b3_gamma_levels_log) where place = 1 and not withdrawn)
);

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

-- One attempt of one collector to get a document.
create table if not exists b3_jobs_log (
    feed symbol capacity 256 index,
    part symbol capacity 256,
    session timestamp,
    outcome symbol capacity 12,
    http_status int,
    bytes long,
    sha256 varchar,
    duration_millis long,
    attempt int,
    next_attempt_at timestamp,
    detail varchar,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, feed, part, session);

create or replace view b3_jobs as (
    select ts, feed, part, session, outcome, http_status, bytes, sha256, duration_millis, attempt, next_attempt_at, detail, source, document, known_at, ingested_at from (select * from b3_jobs_log)
);

-- How one program is at one moment.
create table if not exists b3_heartbeats_log (
    program symbol capacity 256 index,
    instance symbol capacity 256,
    session timestamp,
    state symbol capacity 8,
    pending long,
    reason varchar,
    ts timestamp, source symbol capacity 64, document varchar, known_at timestamp, ingested_at timestamp
) timestamp(ts) partition by day ttl 1 month wal
dedup upsert keys (ts, program, instance);

create or replace view b3_heartbeats as (
    select ts, program, instance, session, state, pending, reason, source, document, known_at, ingested_at from (select * from b3_heartbeats_log)
);
