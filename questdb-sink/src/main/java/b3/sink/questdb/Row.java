package b3.sink.questdb;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.document.Reason;
import io.questdb.client.Sender;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows being written: of every record the columns that its dataset declares, and those that every table has. A null
 * value is left out and so becomes NULL. A figure that is not finite is refused.
 */
public final class Row {

    /** The earliest moment of a row that QuestDB accepts. */
    private static final Instant FIRST_ROW = Instant.EPOCH;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** The latest moment. QuestDB answers a later one with 500 instead of 400, which would look like an outage. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** The columns of one dataset. The protocol requires symbols before the other columns. */
    private record Columns(List<TableColumn> symbols, List<TableColumn> others) {

        static Columns of(Dataset<?> dataset) {
            Map<Boolean, List<TableColumn>> bySymbol = dataset.written().stream()
                    .collect(Collectors.partitioningBy(column -> column.kind() == Kind.SYMBOL));
            return new Columns(Objects.requireNonNull(bySymbol.get(true)), Objects.requireNonNull(bySymbol.get(false)));
        }
    }

    private final Map<Dataset<?>, Columns> columnsOf =
            Datasets.ALL.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Columns::of));

    private final Sender sender;
    private final Clock clock;
    private @Nullable Revision revision;
    private Instant ingestedAt = Instant.EPOCH;

    public Row(Sender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Begins the next message, whose rows share one revision and one moment of writing.
     *
     * @param step null for a record that has no revisions
     */
    public Row of(@Nullable Revision step) {
        revision = step;
        ingestedAt = clock.instant();
        return this;
    }

    /**
     * Writes the rows of one record.
     *
     * @throws RefusedRowException if a required value is missing, or a value cannot be stored
     */
    public void write(MarketRecord record) {
        Provenance provenance = required("provenance", record.provenance());
        required("session", record.session());
        Dataset<?> dataset = Datasets.of(record);
        Columns columns = Objects.requireNonNull(columnsOf.get(dataset));
        for (Object line : dataset.rows(record)) {
            open(dataset);
            put("source", Kind.SYMBOL, required("source", provenance.source()));
            columns.symbols.forEach(column -> put(column, column.ofRow() ? line : record));
            columns.others.forEach(column -> put(column, column.ofRow() ? line : record));
            close(record.ts(), provenance.document(), required("known_at", provenance.knownAt()), false);
        }
    }

    /** Writes the row of a withdrawal, which has a key and no figures. */
    void write(Withdrawal withdrawal) {
        open(withdrawal.dataset());
        withdrawal.symbols().forEach((column, value) -> put(column, Kind.SYMBOL, value));
        if (withdrawal.session() != null) {
            put("session", Kind.DAY, withdrawal.session());
        }
        close(withdrawal.revision().ts(), null, withdrawal.knownAt(), true);
    }

    private void open(Dataset<?> dataset) {
        sender.table(dataset.logTable());
        if (revision != null) {
            put("reader", Kind.SYMBOL, revision.reader());
        }
    }

    private void put(TableColumn column, Object owner) {
        Object value = column.value().apply(owner);
        if (value != null) {
            put(column.name(), column.kind(), value);
        } else if (!column.nullable()) {
            throw missing(column.name());
        }
    }

    private void put(String column, Kind kind, Object value) {
        switch (kind) {
            case SYMBOL -> sender.symbol(column, text(column, value));
            case TEXT -> sender.stringColumn(column, value.toString());
            case NUMBER -> sender.doubleColumn(column, finite(column, (Double) value));
            case LONG, INT -> sender.longColumn(column, ((Number) value).longValue());
            case FLAG -> sender.boolColumn(column, (Boolean) value);
            case DAY ->
                sender.timestampColumn(
                        column,
                        time(
                                column,
                                ((LocalDate) value).atStartOfDay(ZoneOffset.UTC).toInstant(),
                                FIRST));
            case MOMENT -> sender.timestampColumn(column, time(column, (Instant) value, FIRST));
            case OBJECT, LIST -> sender.stringColumn(column, Json.text(value));
        }
    }

    private void close(@Nullable Instant ts, @Nullable String document, Instant knownAt, boolean withdrawn) {
        if (document != null) {
            put("document", Kind.TEXT, document);
        }
        put("known_at", Kind.MOMENT, knownAt);
        if (revision != null) {
            put("stands_from", Kind.MOMENT, revision.standsFrom());
            put("revision", Kind.LONG, revision.number());
            put("withdrawn", Kind.FLAG, withdrawn);
        }
        put("ingested_at", Kind.MOMENT, ingestedAt);
        sender.at(time("ts", required("ts", ts), FIRST_ROW));
    }

    private static <V> V required(String column, @Nullable V value) {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    private static String text(String column, Object value) {
        String text = value.toString();
        if (text.isEmpty()) {
            throw missing(column);
        }
        return text;
    }

    private static double finite(String column, double value) {
        if (!Double.isFinite(value)) {
            throw new RefusedRowException(
                    Reason.UNREADABLE_NUMBER, "column " + column + ": expected a number, saw " + value);
        }
        return value;
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
