package b3.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * A table's {@code .sql}: two statements, {@code create table if not exists <table>_log (…)} with one column a line and
 * {@code dedup upsert keys (…)}, then {@code create or replace view <table> as (…)}; comments on lines of their own.
 *
 * @param logTable the physical table
 * @param createTable statement that creates it
 * @param columns definition of every column, by name: type first, then its options
 * @param dedupKeys columns that make a row the same row
 * @param view the view
 * @param createView statement that creates or replaces it
 * @param viewQuery the query behind it
 */
record TableSql(
        String logTable,
        String createTable,
        Map<String, String> columns,
        TreeSet<String> dedupKeys,
        String view,
        String createView,
        String viewQuery) {

    private static final Pattern TABLE = Pattern.compile(
            "create table if not exists (\\w+) \\((.+?)\\n\\) timestamp\\(ts\\) partition by month wal\\s+"
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
            throw new IllegalStateException(name + ": expected two statements, saw " + statements.length);
        }
        Matcher table = match(name, TABLE, statements[0]);
        Matcher view = match(name, VIEW, statements[1]);
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : table.group(2).strip().split(",\\s*\\n\\s*")) {
            int space = line.indexOf(' ');
            columns.put(line.substring(0, space), line.substring(space + 1));
        }
        TreeSet<String> keys = new TreeSet<>(Arrays.asList(table.group(3).split(",\\s*")));
        return new TableSql(
                table.group(1),
                statements[0].strip(),
                columns,
                keys,
                view.group(1),
                statements[1].strip(),
                view.group(2).strip());
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
