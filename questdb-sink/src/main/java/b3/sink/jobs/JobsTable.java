package b3.sink.jobs;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.jobs.Job;
import b3.sink.Row;
import b3.sink.Table;

/** One row per collector attempt; {@code ts} is when it began. An attempt has no revisions. */
public final class JobsTable implements Table<Job> {

    @Override
    public Dataset<Job> dataset() {
        return Datasets.JOBS;
    }

    @Override
    public void write(Job job, Row row) {
        row.begin(job)
                .symbol("feed", job.feed())
                .label("part", job.part())
                .symbol("outcome", job.outcome())
                .day("session", job.session())
                .whole("http_status", job.httpStatus())
                .whole("bytes", job.bytes())
                .text("sha256", job.sha256())
                .whole("duration_millis", job.durationMillis())
                .whole("attempt", job.attempt())
                .moment("next_attempt_at", job.nextAttemptAt())
                .text("detail", job.detail())
                .end();
    }
}
