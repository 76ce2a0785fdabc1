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
