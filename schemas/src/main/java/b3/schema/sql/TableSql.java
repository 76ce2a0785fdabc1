package b3.schema.sql;

import b3.schema.Dataset;
import b3.schema.Dataset.Keeping;
import b3.schema.Datasets;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.columns.TableColumn.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of a dataset and its views in QuestDB, made from the dataset's columns.
 *
 * <p>The views are for people: QuestDB applies a condition on a view only after the window function in it, so programs put theirs inside (see
 * {@link StandingSql}).
 *
 * @param dataset whose table it is
 */
public record TableSql(Dataset<?> dataset) {

    /** Symbols with more values than this have no cache, which would hold every series that was ever listed. */
    private static final int MOST_CACHED = 100_000;

    /** How long the last heartbeat of a stopped program is kept. */
    private static final String SHORT_LIFE = "ttl 1 month ";

    /** Views that show only some of the columns, by name. */
    private static final Map<Dataset<?>, Map<String, String>> NARROW =
            Map.of(Datasets.INDICATORS, Map.of("b3_indicators_daily", "ts, indicator, value"));

    /** The statement that creates the log table: the dataset's own columns line by line, then those of every table. */
    public String createTable() {
        List<TableColumn> own = dataset.written();
        String lines =
                own.stream().map(column -> "    " + defined(column) + ",\n").collect(Collectors.joining());
        String common = dataset.stored().stream()
                .filter(column -> !own.contains(column))
                .map(this::defined)
                .collect(Collectors.joining(", "));
        return "create table if not exists " + dataset.logTable() + " (\n" + lines + "    " + common
                + "\n) timestamp(ts) partition by " + (dataset.large() ? "day " : "month ")
                + (dataset.keeping() == Keeping.A_DAY ? SHORT_LIFE : "")
                + "wal\ndedup upsert keys (" + String.join(", ", dataset.rowKey()) + ")";
    }

    private String defined(TableColumn column) {
        return column.name() + " " + definition(column);
    }

    /** Type and options of a column. */
    public String definition(TableColumn column) {
        if (column.kind() != Kind.SYMBOL) {
            return column.kind().sql();
        }
        boolean indexed = dataset.columns().stream()
                .filter(each -> each.place() == Place.KEY && each.kind() == Kind.SYMBOL)
                .limit(1)
                .anyMatch(column::equals);
        return "symbol capacity " + column.distinct() + (column.distinct() > MOST_CACHED ? " nocache" : "")
                + (indexed ? " index" : "");
    }

    /** The query of every view, by its name; the dataset's own shows the rows that stand. */
    public Map<String, String> views() {
        String shown = dataset.stored().stream()
                .map(TableColumn::name)
                .filter(name -> !name.equals("withdrawn"))
                .collect(Collectors.joining(", "));
        String derived = dataset.columns().stream()
                .filter(column -> !column.stored())
                .map(column -> ", " + column.expression() + " " + column.name())
                .collect(Collectors.joining());
        String standing = " from (" + StandingSql.of(dataset) + ")";
        Map<String, String> views = new LinkedHashMap<>();
        views.put(dataset.table(), "select " + shown + derived + standing);
        NARROW.getOrDefault(dataset, Map.of())
                .forEach((view, columns) -> views.put(view, "select " + columns + standing));
        return views;
    }

    /** Every statement, as one script. */
    public String text() {
        StringBuilder text = new StringBuilder("-- " + dataset.description() + ".\n" + createTable() + ";\n");
        views().forEach((name, query) -> text.append("\ncreate or replace view ")
                .append(name)
                .append(" as (\n    ")
                .append(query)
                .append("\n);\n"));
        return text.toString();
    }

    /** The table and views of every dataset. */
    public static List<TableSql> all() {
        return Datasets.ALL.stream().map(TableSql::new).toList();
    }
}
