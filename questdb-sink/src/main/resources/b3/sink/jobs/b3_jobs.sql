-- Collector attempts: append-only, an attempt has no revisions. Of a feed with several documents a session, part says which;
-- their attempts may begin at the same moment.
create table if not exists b3_jobs_log (
    ts timestamp,
    feed symbol capacity 256 index,
    part symbol capacity 256,
    outcome symbol capacity 16,
    session timestamp,
    http_status int,
    bytes long,
    sha256 varchar,
    duration_millis long,
    attempt int,
    next_attempt_at timestamp,
    detail varchar,
    source symbol capacity 256,
    document varchar,
    known_at timestamp,
    ingested_at timestamp
) timestamp(ts) partition by month wal
dedup upsert keys (ts, feed, part, session);
