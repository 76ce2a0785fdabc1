package b3.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table's {@code .sql}: {@code create table if not exists <table>_log (…)} with one column a line and
 * {@code dedup upsert keys (…)}, then {@code create or replace view <table> as (…)}, then any further views on it;
 * comments on lines of their own.
 *
 * @param logTable the physical table
 * @param createTable statement that creates it
 * @param columns definition of every column, by name: type first, then its options
 * @param dedupKeys columns that make a row the same row
 * @param views the views; the first is the dataset's own
 */
record TableSql(
        String logTable, String createTable, Map<String, String> columns, TreeSet<String> dedupKeys, List<View> views) {

    /**
     * A view.
     *
     * @param name its name
     * @param create statement that creates or replaces it
     * @param query the query behind it
     */
    record View(String name, String create, String query) {}

    private static final Pattern TABLE = Pattern.compile(
            "create table if not exists (\\w+) \\((.+?)\\n\\) timestamp\\(ts\\) partition by (?:month|day) wal\\s+"
                    + "dedup upsert keys \\((.+?)\\)",
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
            return parse(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TableSql parse(String name, String text) {
        String[] statements = text.lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .split(";");
        if (statements.length < 2) {
            throw new IllegalStateException(name + ": expected a table and its view, saw " + statements.length);
        }
        Matcher table = match(name, TABLE, statements[0]);
        List<View> views = new ArrayList<>();
        for (String statement : Arrays.asList(statements).subList(1, statements.length)) {
            if (!statement.isBlank()) {
                Matcher view = match(name, VIEW, statement);
                views.add(
                        new View(view.group(1), statement.strip(), view.group(2).strip()));
            }
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : table.group(2).strip().split(",\\s*\\n\\s*")) {
            int space = line.indexOf(' ');
            columns.put(line.substring(0, space), line.substring(space + 1));
        }
        TreeSet<String> keys = new TreeSet<>(Arrays.asList(table.group(3).split(",\\s*")));
        return new TableSql(table.group(1), statements[0].strip(), columns, keys, views);
    }

    /** The dataset's own view. */
    String view() {
        return views.get(0).name();
    }

    /** Type of a column as QuestDB names it. */
    String type(String column) {
        String definition = columns.getOrDefault(column, "");
        return List.of(definition.split(" ")).get(0).toUpperCase(Locale.ROOT);
    }

    private static Matcher match(String name, Pattern pattern, String statement) {
        Matcher matcher = pattern.matcher(statement.strip());
        if (!matcher.matches()) {
            throw new IllegalStateException(name + ": expected " + pattern + ", saw " + statement.strip());
        }
        return matcher;
    }
}
