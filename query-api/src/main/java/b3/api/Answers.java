package b3.api;

import b3.api.http.Problem;
import b3.api.http.Reply;
import b3.api.query.Arguments;
import b3.api.query.Field;
import b3.api.query.Format;
import b3.api.query.Page;
import b3.api.query.Query;
import b3.api.query.Statement;
import b3.schema.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a request into an answer: a controller hands it its {@link Query} and is done. */
public final class Answers {

    /** How many rows of the log to look back over at first; some sessions of the largest dataset by session. */
    private static final int FIRST_REACH = 2_000;

    private static final int WIDER = 8;

    private final QuestDb questDb;

    Answers(QuestDb questDb) {
        this.questDb = questDb;
    }

    /** Answers with what the request asks for, in the format that it asks for. */
    public void answer(Query query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(query, Map.of(), request, response);
    }

    /** The same with the variables of the path; a 404 when they name what is not known at all. */
    public void answer(
            Query query, Map<String, String> inPath, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(query, inPath, arguments -> page(query, arguments), request, response);
    }

    /** The same with a page that is not read by the query alone. */
    public void answer(
            Query query,
            Map<String, String> inPath,
            Function<Arguments, Page> pages,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Arguments arguments = query.arguments(inPath, request.getParameterMap());
        Format format = Format.wanted(
                arguments.values().get(Format.PARAMETER.name()), Collections.list(request.getHeaders("Accept")));
        Page page = pages.apply(arguments);
        if (page.rows().isEmpty() && !inPath.isEmpty()) {
            checkKnown(query, inPath, arguments);
        }
        if (page.next() != null) {
            response.setHeader("Link", "<" + next(request, page.next()) + ">; rel=\"next\"");
        }
        if (format == Format.CSV) {
            response.setHeader(
                    "Content-Disposition",
                    "inline; filename=\"" + request.getRequestURI().substring(1).replaceAll("[^A-Za-z0-9_-]", "-")
                            + ".csv\"");
        }
        List<String> columns = query.fields().stream().map(Field::name).toList();
        Reply.send(
                request,
                response,
                format.contentType(),
                out -> format.write(columns, page.rows().iterator(), () -> about(page), out));
    }

    /** Answers with any value as JSON. */
    public void answer(Object body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(request, response, Format.JSON.contentType(), out -> Json.MAPPER.writeValue(out, body));
    }

    /** Reads what the arguments ask for: the newest moment of each key, or one page. */
    public Page page(Query query, Arguments asked) {
        Optional<Statement> narrowing = query.narrowing(asked);
        Arguments arguments = asked;
        if (narrowing.isPresent()) {
            List<Object> looked = questDb.rows(query.path(), narrowing.get()).stream()
                    .<Object>map(row -> String.valueOf(row.values().iterator().next()))
                    .toList();
            if (looked.isEmpty()) {
                return Page.whole(query, List.of());
            }
            arguments = query.narrowed(asked, looked);
        }
        return !query.answersLatest() || arguments.history()
                ? history(query, arguments)
                : Page.whole(query, newest(query, arguments));
    }

    /**
     * Reads one page. The newest rows are wanted, so the span is first cut to where the newest rows of the log lie; when
     * that turns out to hold too few (many steps of one key, withdrawals, rows before the cursor) the cut is widened.
     */
    private Page history(Query query, Arguments arguments) {
        int wanted = query.wanted(arguments);
        for (int reach = Math.max(FIRST_REACH, 4 * wanted); ; reach = Math.multiplyExact(reach, WIDER)) {
            Map<String, @Nullable Object> log = questDb.row(query.path(), query.reach(arguments, reach));
            boolean all = !(log.get("reached") instanceof Long reached) || reached < reach;
            Instant since = !all && log.get("ts") instanceof Instant ts
                    ? ts
                    : arguments.range().from();
            List<Map<String, @Nullable Object>> found = questDb.rows(query.path(), query.rows(arguments, since));
            if (all || found.size() >= wanted) {
                return Page.of(query, arguments, found);
            }
        }
    }

    /** Rows of the newest moment or session of each key, as the query selects them: first where it lies, then the rows. */
    public List<Map<String, @Nullable Object>> newest(Query query, Arguments arguments) {
        Map<List<@Nullable Object>, Instant> newest = moments(query, query.newest(arguments));
        List<Map<String, @Nullable Object>> found = rowsAt(query, arguments, newest);
        Set<List<@Nullable Object>> missing = new HashSet<>(newest.keySet());
        found.forEach(row -> missing.remove(key(query, row)));
        if (missing.isEmpty()) {
            return found;
        }
        // what was there last has been withdrawn or says something else now
        newest.keySet().removeAll(missing);
        newest.putAll(moments(query, query.newestStanding(arguments, missing)));
        return rowsAt(query, arguments, newest);
    }

    /** Rows that stand at these moments or sessions, as the query selects them. */
    public List<Map<String, @Nullable Object>> rowsAt(Query query, Arguments arguments, Collection<Instant> moments) {
        if (moments.isEmpty()) {
            return List.of();
        }
        List<Map<String, @Nullable Object>> found =
                questDb.rows(query.path(), query.rowsAt(arguments, new TreeSet<>(moments)));
        if (found.size() > Query.MOST_ROWS) {
            throw Problem.ofStatus(
                            400, "that is more than " + Query.MOST_ROWS + " rows: filter, or page through with `limit`")
                    .exception();
        }
        return found;
    }

    private List<Map<String, @Nullable Object>> rowsAt(
            Query query, Arguments arguments, Map<List<@Nullable Object>, Instant> moments) {
        return rowsAt(query, arguments, moments.values()).stream()
                .filter(row -> Objects.equals(moments.get(key(query, row)), row.get(query.latest())))
                .toList();
    }

    private Map<List<@Nullable Object>, Instant> moments(Query query, Statement statement) {
        Map<List<@Nullable Object>, Instant> moments = new HashMap<>();
        for (Map<String, @Nullable Object> row : questDb.rows(query.path(), statement)) {
            if (row.get(query.latest()) instanceof Instant moment) {
                moments.put(key(query, row), moment);
            }
        }
        return moments;
    }

    private static List<@Nullable Object> key(Query query, Map<String, @Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        query.latestPer().forEach(column -> key.add(row.get(column)));
        return key;
    }

    /** What JSON says of a page's rows. */
    private static Map<String, @Nullable Object> about(Page page) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("next", page.next());
        about.put("dataset", page.query().dataset().name());
        about.put("unit", page.query().dataset().unit());
        about.putAll(page.more());
        return about;
    }

    private void checkKnown(Query query, Map<String, String> inPath, Arguments arguments) {
        if (questDb.rows(query.path(), query.known(arguments)).isEmpty()) {
            throw Problem.ofStatus(404, "no " + query.dataset().name() + " of " + String.join(", ", inPath.values()))
                    .exception();
        }
    }

    private static String next(HttpServletRequest request, String cursor) {
        StringBuilder url = new StringBuilder(request.getRequestURI()).append('?');
        String query = request.getQueryString();
        if (query != null) {
            for (String part : query.split("&")) {
                if (!part.startsWith("cursor=")) {
                    url.append(part).append('&');
                }
            }
        }
        return url.append("cursor=")
                .append(cursor)
                .toString()
                .replace("<", "%3C")
                .replace(">", "%3E");
    }
}
