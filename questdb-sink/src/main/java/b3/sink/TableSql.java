package b3.sink;

import b3.schema.Dataset;
import b3.schema.StandingSql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table and its views. The table's {@code .sql} is {@code create table if not exists <table>_log (…)} with one column a
 * line and {@code dedup upsert keys (…)}, then a {@code create or replace view} for every view that shows other columns than
 * the log; comments on lines of their own. Such a view selects from {@code standing}: the columns of the rows that stand,
 * for which {@link StandingSql} is put in. The dataset's own view is all of them unless the file says otherwise.
 *
 * <p>The views are for people: QuestDB applies a condition only after the window in them, so programs put theirs inside.
 *
 * @param logTable the physical table
 * @param createTable statement that creates it
 * @param columns definition of every column, by name: type first, then its options
 * @param dedupKeys columns that make a row the same row
 * @param views query of every view, by its name
 */
record TableSql(
        String logTable,
        String createTable,
        Map<String, String> columns,
        TreeSet<String> dedupKeys,
        Map<String, String> views) {

    private static final Pattern TABLE = Pattern.compile(
            "create table if not exists (\\w+) \\((.+?)\\n\\) timestamp\\(ts\\) partition by (?:month|day)"
                    + "(?: ttl \\d+ \\w+)? wal\\s+dedup upsert keys \\((.+?)\\)",
            Pattern.DOTALL);
    private static final Pattern VIEW = Pattern.compile("create or replace view (\\w+) as \\((.+)\\)", Pattern.DOTALL);

    /** The one that lies beside the table's class. */
    static TableSql of(Table<?> table) {
        String name = table.dataset().table() + ".sql";
        try (InputStream resource = table.getClass().getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "no " + name + " beside " + table.getClass().getSimpleName());
            }
            return parse(table.dataset(), new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableSql parse(Dataset<?> dataset, String text) {
        String[] statements = text.lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .split(";");
        Matcher table = match(TABLE, statements[0]);
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : table.group(2).strip().split(",\\s*\\n\\s*")) {
            int space = line.indexOf(' ');
            columns.put(line.substring(0, space), line.substring(space + 1));
        }
        TreeSet<String> keys = new TreeSet<>(Arrays.asList(table.group(3).split(",\\s*")));
        String standing = standing(dataset, columns.keySet());
        Map<String, String> views = new LinkedHashMap<>();
        views.put(dataset.table(), standing + "select * from standing");
        for (String statement : Arrays.asList(statements).subList(1, statements.length)) {
            if (!statement.isBlank()) {
                Matcher view = match(VIEW, statement);
                views.put(view.group(1), standing + view.group(2).strip());
            }
        }
        return new TableSql(table.group(1), statements[0].strip(), columns, keys, views);
    }

    private static String standing(Dataset<?> dataset, Set<String> columns) {
        String shown =
                columns.stream().filter(column -> !column.equals("withdrawn")).collect(Collectors.joining(", "));
        return "with standing as (select " + shown + " from (" + StandingSql.of(dataset) + ")) ";
    }

    /** Type of a column as QuestDB names it. */
    String type(String column) {
        String definition = columns.getOrDefault(column, "");
        return List.of(definition.split(" ")).get(0).toUpperCase(Locale.ROOT);
    }

    private static Matcher match(Pattern pattern, String statement) {
        Matcher matcher = pattern.matcher(statement.strip());
        if (!matcher.matches()) {
            throw new IllegalStateException("expected " + pattern + ", saw " + statement.strip());
        }
        return matcher;
    }
}
