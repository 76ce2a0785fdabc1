package b3.schema;

import b3.schema.columns.RecordColumns;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.columns.TableColumn.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of record and every name it goes by. Its columns are declared on the record.
 *
 * @param name kebab-case name on topics and paths
 * @param type the record on the topic
 * @param description what one record is, without full stop
 * @param unit unit of the main figure, for people
 * @param table QuestDB view with the rows that stand; every revision is in {@code <table>_log}
 * @param keeping how long the topic keeps its messages
 * @param hasRevisions whether a later message can correct or withdraw a record
 * @param large whether the table has a partition for each day, because a day has many rows, and not for each month
 * @param columns the columns that the record declares, in the order of answers, then the computed ones
 * @param <T> the record
 */
public record Dataset<T extends MarketRecord>(
        String name,
        Class<T> type,
        String description,
        String unit,
        String table,
        Keeping keeping,
        boolean hasRevisions,
        boolean large,
        List<TableColumn> columns) {

    /** How long a dataset topic keeps its messages, by the time at which they were written. */
    public enum Keeping {
        /** The topic keeps messages for ever. */
        FOR_EVER,
        /** The topic keeps messages for its retention time. */
        BY_TIME,
        /** The topic keeps messages for a day, because only the last one of a key counts. */
        A_DAY
    }

    private static final String SESSION = "session";

    /** The moment of a row, which every table has. */
    private static final TableColumn MOMENT = TableColumn.common(
            "ts", "timestamp", Kind.MOMENT, "The record's own moment, else its session's midnight, UTC");

    private static final TableColumn MIDNIGHT =
            TableColumn.common("ts", "timestamp", Kind.MOMENT, "The session's midnight, UTC");

    private static final TableColumn SOURCE =
            TableColumn.common("source", "source", Kind.SYMBOL, "Feed whose document carried the figures");

    private static final TableColumn KNOWN_AT =
            TableColumn.common("known_at", "knownAt", Kind.MOMENT, "When that document was first fetched, UTC");

    private static final TableColumn DOCUMENT =
            TableColumn.common("document", "document", Kind.TEXT, "SHA-256 of that document");

    private static final TableColumn INGESTED_AT =
            TableColumn.common("ingested_at", "", Kind.MOMENT, "When the row was written, UTC");

    /** The columns that say which revision of a key is current; see {@link Revision}. */
    private static final List<TableColumn> REVISION = List.of(
            TableColumn.common("reader", "", Kind.SYMBOL, "Program and version that read the document"),
            TableColumn.common(
                    "stands_from", "", Kind.MOMENT, "Time of knowledge from which the row is the answer, UTC"),
            TableColumn.common("revision", "", Kind.LONG, "Of two rows about one step the larger one is right"),
            TableColumn.common("withdrawn", "", Kind.FLAG, "Whether nothing stands from then on"));

    /** Declarations are read by reflection, once for each type. */
    private static final ClassValue<RecordColumns> DECLARED = new ClassValue<>() {
        @Override
        protected RecordColumns computeValue(Class<?> type) {
            return RecordColumns.of(type);
        }
    };

    public Dataset {
        columns = List.copyOf(columns);
    }

    /** Makes a dataset of facts, whose topic keeps every message. */
    static <T extends MarketRecord> Dataset<T> of(Class<T> type, String name, String description, String unit) {
        String table = "b3_" + name.replace('-', '_');
        List<TableColumn> columns = DECLARED.get(type).all();
        return new Dataset<>(name, type, description, unit, table, Keeping.FOR_EVER, true, false, columns);
    }

    /** Makes a dataset of events, which are never corrected. */
    static <T extends MarketRecord> Dataset<T> ofEvents(
            Class<T> type, String name, String description, String unit, Keeping keeping) {
        Dataset<T> facts = of(type, name, description, unit);
        return new Dataset<>(name, type, description, unit, facts.table, keeping, false, false, facts.columns);
    }

    Dataset<T> in(String otherTable) {
        return new Dataset<>(name, type, description, unit, otherTable, keeping, hasRevisions, large, columns);
    }

    Dataset<T> keeping(Keeping other) {
        return new Dataset<>(name, type, description, unit, table, other, hasRevisions, large, columns);
    }

    Dataset<T> ofManyRows() {
        return new Dataset<>(name, type, description, unit, table, keeping, hasRevisions, true, columns);
    }

    Dataset<T> with(TableColumn... derived) {
        List<TableColumn> more =
                Stream.concat(columns.stream(), Arrays.stream(derived)).toList();
        return new Dataset<>(name, type, description, unit, table, keeping, hasRevisions, large, more);
    }

    /** The one word under which the dataset's files are found: the last part of its record's package. */
    public String word() {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }

    /** Whether records have a moment of their own in {@code ts}; their session then has a column {@code session}. */
    public boolean ofMoments() {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("ts"));
    }

    /** Topic of the normalized records. */
    public String topic() {
        return "b3." + name + ".v1";
    }

    /** Key of this dataset's messages on {@link Topic#HISTORY}. */
    public String historyKey(String businessKey) {
        return name + "|" + businessKey;
    }

    /** Path of the query API. */
    public String path() {
        return "/" + name;
    }

    /** Physical table that keeps every revision. */
    public String logTable() {
        return table + "_log";
    }

    /** The rows that a record makes in the table: itself, or the elements of a book. */
    public List<?> rows(MarketRecord row) {
        return DECLARED.get(type).rows(row);
    }

    /** The key of a record: the parts of the key, joined by {@code |}. Parts that are null are left out. */
    String businessKey(MarketRecord row) {
        return columns(Place.KEY)
                .map(column ->
                        column.kind() == Kind.MOMENT ? row.ts() : column.value().apply(row))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining("|"));
    }

    /** The table's columns that hold the parts of the business key, in order; none of records that have no revisions. */
    public List<String> keyColumns() {
        return hasRevisions ? columns(Place.KEY).map(this::holder).toList() : List.of();
    }

    /** The columns that tell the rows of the table apart, so that writing a row again changes nothing. */
    public List<String> rowKey() {
        List<String> key = new ArrayList<>(List.of("ts"));
        columns(Place.KEY).map(this::holder).forEach(key::add);
        columns(Place.ROW_KEY).map(TableColumn::name).forEach(key::add);
        if (hasRevisions) {
            key.add("revision");
        }
        return key.stream().distinct().toList();
    }

    /** The column that holds a part of the key: {@code ts} for a moment, and for the session of a record without one. */
    private String holder(TableColumn key) {
        boolean ts = key.kind() == Kind.MOMENT || isMidnight(key);
        return ts ? "ts" : key.name();
    }

    private boolean isMidnight(TableColumn column) {
        return column.name().equals(SESSION) && !ofMoments();
    }

    private Stream<TableColumn> columns(Place place) {
        return columns.stream().filter(column -> column.place() == place);
    }

    /** The columns that are written from a record or its rows; the other ones are those that every table has. */
    public List<TableColumn> written() {
        return columns.stream()
                .filter(column -> column.stored() && !column.name().equals("ts") && !isMidnight(column))
                .toList();
    }

    /** Every column of the log table. */
    public List<TableColumn> stored() {
        List<TableColumn> stored = new ArrayList<>(List.of(MOMENT));
        stored.addAll(written());
        stored.addAll(List.of(SOURCE, DOCUMENT, KNOWN_AT));
        if (hasRevisions) {
            stored.addAll(REVISION);
        }
        stored.add(INGESTED_AT);
        return stored;
    }

    /** The fields of an answer, in order: the moment, what the dataset declares, and where it comes from. */
    public List<TableColumn> fields() {
        List<TableColumn> fields = new ArrayList<>();
        fields.add(columns.stream()
                .filter(column -> column.name().equals("ts"))
                .map(column -> column.as("timestamp"))
                .findFirst()
                .orElse(ofMoments() ? MOMENT : MIDNIGHT));
        columns.stream()
                .filter(column -> !column.name().equals("ts"))
                .map(column -> isMidnight(column) ? column.from("ts") : column)
                .forEach(fields::add);
        boolean taken = columns.stream().anyMatch(column -> column.field().equals(SOURCE.field()));
        if (hasRevisions) {
            fields.add(taken ? SOURCE.as("feed") : SOURCE);
        }
        fields.add(KNOWN_AT);
        if (hasRevisions) {
            fields.add(DOCUMENT);
        }
        return fields;
    }
}
