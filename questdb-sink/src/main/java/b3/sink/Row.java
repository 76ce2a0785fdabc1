package b3.sink;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Reason;
import b3.schema.Revision;
import io.questdb.client.Sender;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The row being written. {@link #begin} opens it, {@link #end} adds the columns that every table has ({@code source},
 * {@code document}, {@code known_at}, {@code ingested_at}, {@code ts}, and of records with revisions {@code reader},
 * {@code stands_from}, {@code revision}, {@code withdrawn}) and closes it; between them symbols come before other columns.
 * Null stays NULL: the column is left out. A figure that is no number is refused.
 */
public final class Row {

    /** QuestDB takes no row from before it. */
    private static final Instant FIRST_ROW = Instant.EPOCH;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** Beyond this QuestDB answers 500 instead of 400, which would pass for an outage. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Sender sender;
    private final Clock clock;
    private @Nullable Revision revision;
    private Instant ingestedAt = Instant.EPOCH;
    private @Nullable MarketRecord record;

    Row(Sender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Turns to the next message: all of its rows are one step and are written at one moment.
     *
     * @param step null for a record that has no revisions
     */
    Row of(@Nullable Revision step) {
        revision = step;
        ingestedAt = clock.instant();
        return this;
    }

    /** Opens a row of the record's table. */
    public Row begin(MarketRecord opened) {
        Provenance provenance = required("provenance", opened.provenance());
        required("session", opened.session());
        record = opened;
        return open(Datasets.of(opened)).symbol("source", provenance.source());
    }

    /** Opens a row that no record tells. */
    Row open(Dataset<?> dataset) {
        sender.table(dataset.logTable());
        return revision == null ? this : symbol("reader", revision.reader());
    }

    /** A short repeated value, which every row has. */
    public Row symbol(String column, @Nullable Object value) {
        String text = required(column, value).toString();
        if (text.isEmpty()) {
            throw missing(column);
        }
        sender.symbol(column, text);
        return this;
    }

    /** A short repeated value, which a row may lack. */
    public Row label(String column, @Nullable Object value) {
        return value == null ? this : symbol(column, value);
    }

    /** True or false. */
    public Row flag(String column, boolean value) {
        sender.boolColumn(column, value);
        return this;
    }

    /** A figure, exactly. */
    public Row number(String column, @Nullable Double value) {
        if (value != null) {
            if (!Double.isFinite(value)) {
                throw new RefusedRowException(
                        Reason.UNREADABLE_NUMBER, "column " + column + ": expected a number, saw " + value);
            }
            sender.doubleColumn(column, value);
        }
        return this;
    }

    /** A whole number. */
    public Row whole(String column, @Nullable Long value) {
        if (value != null) {
            sender.longColumn(column, value);
        }
        return this;
    }

    /** A whole number. */
    public Row whole(String column, @Nullable Integer value) {
        return whole(column, value == null ? null : Long.valueOf(value));
    }

    /** Free text. */
    public Row text(String column, @Nullable String value) {
        if (value != null) {
            sender.stringColumn(column, value);
        }
        return this;
    }

    /** A moment, to the microsecond. */
    public Row moment(String column, @Nullable Instant value) {
        if (value != null) {
            sender.timestampColumn(column, time(column, value, FIRST));
        }
        return this;
    }

    /** A day, as its midnight UTC. */
    public Row day(String column, @Nullable LocalDate value) {
        return moment(
                column,
                value == null ? null : value.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** A part of the record that no row can do without. */
    public <V> V required(String column, @Nullable V value) {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    /** Closes the row. */
    public void end() {
        MarketRecord ended = required("begin", record);
        Provenance provenance = ended.provenance();
        close(ended.ts(), provenance.document(), required("known_at", provenance.knownAt()), false);
        record = null;
    }

    /** Closes a row that no record tells. */
    void close(@Nullable Instant ts, @Nullable String document, Instant knownAt, boolean withdrawn) {
        text("document", document);
        moment("known_at", knownAt);
        if (revision != null) {
            moment("stands_from", revision.standsFrom());
            whole("revision", revision.number());
            flag("withdrawn", withdrawn);
        }
        moment("ingested_at", ingestedAt);
        sender.at(time("ts", required("ts", ts), FIRST_ROW));
    }

    private static Instant time(String column, Instant value, Instant first) {
        if (value.isBefore(first) || value.isAfter(LAST)) {
            throw new RefusedRowException(
                    Reason.UNREADABLE_FIELD,
                    "column " + column + ": expected a time from " + first + " to " + LAST + ", saw " + value);
        }
        return value;
    }

    private static RefusedRowException missing(String column) {
        return new RefusedRowException(Reason.MISSING_FIELD, "column " + column + ": expected a value, saw none");
    }
}
