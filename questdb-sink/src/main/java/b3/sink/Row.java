package b3.sink;

import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Reason;
import io.questdb.client.Sender;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The row being written. {@link #begin} opens it, {@link #end} adds the columns that every table has ({@code source},
 * {@code source_rank}, {@code document}, {@code known_at}, {@code ingested_at}, {@code ts}) and closes it; between them
 * symbols come before other columns. Null stays NULL: the column is left out. A figure that is no number is refused.
 */
public final class Row {

    /** Beyond this QuestDB answers 500 instead of 400, which would pass for an outage. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Sender sender;
    private final Clock clock;
    private @Nullable MarketRecord record;

    /** The record whose rows are being written: all of them were written at one moment. */
    private @Nullable MarketRecord stamped;

    private Instant ingestedAt = Instant.EPOCH;

    Row(Sender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** Opens a row of the record's table. */
    public Row begin(MarketRecord opened) {
        Provenance provenance = required("provenance", opened.provenance());
        required("session", opened.session());
        record = opened;
        if (stamped != opened) {
            stamped = opened;
            ingestedAt = clock.instant();
        }
        sender.table(Datasets.of(opened).logTable());
        return symbol("source", provenance.source());
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
            sender.timestampColumn(column, value);
        }
        return this;
    }

    /** A day, as its midnight UTC. */
    public Row day(String column, @Nullable LocalDate value) {
        return moment(
                column,
                value == null ? null : value.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Closes the row. */
    public void end() {
        MarketRecord ended = required("begin", record);
        Provenance provenance = ended.provenance();
        Instant ts = ended.ts();
        if (ts.isAfter(LAST)) {
            throw new RefusedRowException(
                    Reason.UNREADABLE_FIELD, "column ts: expected a time before the year 10000, saw " + ts);
        }
        whole("source_rank", Feeds.rank(Datasets.of(ended), provenance.source()));
        text("document", provenance.document());
        moment("known_at", required("known_at", provenance.knownAt()));
        moment("ingested_at", ingestedAt);
        sender.at(ts);
        record = null;
    }

    private static <V> V required(String column, @Nullable V value) {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    private static RefusedRowException missing(String column) {
        return new RefusedRowException(Reason.MISSING_FIELD, "column " + column + ": expected a value, saw none");
    }
}
