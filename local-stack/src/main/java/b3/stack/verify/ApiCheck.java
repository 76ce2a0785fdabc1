package b3.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.stack.access.UsageException;
import b3.stack.verify.SharedFields.Digest;
import b3.stack.verify.StandingTopics.Said;
import b3.stack.verify.StandingTopics.Told;
import b3.stack.verify.TableCheck.Found;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds the answers of the API against what the topics say: every field that a record and a row of the API share. The API
 * itself tells its routes and fields.
 *
 * <p>A route without pages, {@code /gamma-strikes} and {@code /gamma-profile}, shows of each session the newest moment of
 * each key alone; of earlier moments only the table is looked at.
 */
final class ApiCheck {

    /**
     * How a dataset's route can be asked.
     *
     * @param parameters the names of its parameters
     * @param fields the names of the fields of its rows
     */
    private record Route(Set<String> parameters, Set<String> fields) {

        boolean hasPages() {
            return parameters.contains("cursor");
        }
    }

    private static final int PAGE = 1000;
    private static final int MOST_VALUES = 25;
    private static final int MOST_ROWS = 50_000;
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ApiClient api;
    private final Sessions sessions;
    private final Map<Dataset<?>, Route> routes = new HashMap<>();
    private final Map<Dataset<?>, SharedFields> fields = new HashMap<>();

    /** Asks the API for its routes. */
    ApiCheck(ApiClient api, Collection<Dataset<?>> datasets, Sessions sessions) throws InterruptedException {
        this.api = api;
        this.sessions = sessions;
        JsonNode description = api.get("/openapi.json");
        for (Dataset<?> dataset : datasets) {
            JsonNode get = description.path("paths").path(dataset.path()).path("get");
            if (get.isMissingNode()) {
                throw new UsageException("the API has no route " + dataset.path());
            }
            Set<String> parameters = get.path("parameters")
                    .valueStream()
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.toSet());
            String row = get.at("/responses/200/content/application~1x-ndjson/schema/$ref")
                    .asString();
            Set<String> names = new HashSet<>(
                    description.at(row.substring(1) + "/properties").propertyNames());
            routes.put(dataset, new Route(parameters, names));
            fields.put(dataset, new SharedFields(dataset, names));
        }
    }

    /** The datasets, and what their records and the API's rows share. */
    Map<Dataset<?>, SharedFields> fields() {
        return fields;
    }

    /** The keys with a moment in the span that the API tells otherwise, and what it tells of each. */
    Map<String, Found> check(Dataset<?> dataset, Told told, Span span) throws InterruptedException {
        Map<String, Said> expected = expected(dataset, told, span);
        Map<String, Digest> answered = new HashMap<>();
        Map<String, Instant> moments = new HashMap<>();
        ask(dataset, expected, span, row -> {
            String key = shared(dataset).keyOf(row);
            answered.merge(key, Digest.NONE, (known, none) -> known);
            answered.computeIfPresent(
                    key, (same, digest) -> digest.plus(shared(dataset).ofAnswer(row)));
            moments.put(key, Instant.parse(row.path("timestamp").asString()));
        });
        Map<String, Found> differing = new HashMap<>();
        expected.forEach((key, said) -> {
            Digest digest = answered.remove(SharedFields.shown(key));
            if (!said.figures().equals(digest)) {
                differing.put(key, new Found(said.ts(), digest == null ? "nothing" : "other figures"));
            }
        });
        if (told.complete) {
            answered.forEach((key, digest) ->
                    differing.put(key, new Found(Objects.requireNonNull(moments.get(key)), digest.rows() + " rows")));
        }
        return differing;
    }

    /** How many of the keys that stand the route does not show. */
    int notShown(Dataset<?> dataset, Told told) {
        long standing = told.last.values().stream().filter(Said::stands).count();
        return (int) standing - expected(dataset, told, Span.ALL).size();
    }

    /** What stands, of what the route shows. */
    private Map<String, Said> expected(Dataset<?> dataset, Told told, Span span) {
        Map<String, Said> expected = new HashMap<>();
        if (route(dataset).hasPages()) {
            told.last.forEach((key, said) -> {
                if (said.stands() && span.has(said.ts())) {
                    expected.put(key, said);
                }
            });
            return expected;
        }
        Set<LocalDate> near = new HashSet<>();
        told.last.values().stream().filter(said -> span.has(said.ts())).forEach(said -> near.add(said.session()));
        Map<String, Map.Entry<String, Said>> newest = new HashMap<>();
        told.last.entrySet().stream()
                .filter(each -> each.getValue().stands()
                        && near.contains(each.getValue().session()))
                .forEach(each -> newest.merge(
                        each.getKey()
                                .replaceFirst("\\|[^|]*$", "|" + each.getValue().session()),
                        each,
                        (one, other) ->
                                one.getValue().ts().isAfter(other.getValue().ts()) ? one : other));
        newest.values().forEach(each -> expected.put(each.getKey(), each.getValue()));
        return expected;
    }

    private void ask(Dataset<?> dataset, Map<String, Said> expected, Span span, Consumer<JsonNode> reader)
            throws InterruptedException {
        if (route(dataset).hasPages()) {
            String from = dataset.path() + "?limit=" + PAGE + "&from=" + MICROS.format(span.first()) + "&to="
                    + MICROS.format(span.last());
            for (String filter : filters(dataset, expected.keySet())) {
                pages(from + filter, reader);
            }
            return;
        }
        Map<LocalDate, Map<String, Said>> bySession = new TreeMap<>();
        expected.forEach((key, said) -> bySession
                .computeIfAbsent(said.session(), first -> new TreeMap<>())
                .put(key, said));
        for (Map.Entry<LocalDate, Map<String, Said>> session : bySession.entrySet()) {
            for (Set<String> keys : portions(session.getValue())) {
                String instruments = keys.stream()
                        .map(key -> key.split("\\|", 2)[0])
                        .distinct()
                        .collect(Collectors.joining(","));
                for (String filter : filters(dataset, keys)) {
                    pages(
                            dataset.path() + "?session=" + session.getKey() + "&instrument=" + encoded(instruments)
                                    + filter,
                            reader);
                }
            }
        }
    }

    /** Keys of whole instruments, so that an answer without pages stays small. */
    private static List<Set<String>> portions(Map<String, Said> keys) {
        List<Set<String>> portions = new ArrayList<>();
        Set<String> portion = new TreeSet<>();
        Set<String> instruments = new HashSet<>();
        int rows = 0;
        for (Map.Entry<String, Said> key : new TreeMap<>(keys).entrySet()) {
            boolean another = instruments.add(key.getKey().split("\\|", 2)[0]);
            if (another && (rows > MOST_ROWS || instruments.size() > MOST_VALUES)) {
                portions.add(portion);
                portion = new TreeSet<>();
                instruments = new HashSet<>(Set.of(key.getKey().split("\\|", 2)[0]));
                rows = 0;
            }
            portion.add(key.getKey());
            rows += key.getValue().rows();
        }
        portions.add(portion);
        return portions;
    }

    /** What has to be asked for by name because the route answers a part otherwise: every scope and basis of the keys. */
    private List<String> filters(Dataset<?> dataset, Set<String> keys) {
        if (!route(dataset).parameters().contains("scope")) {
            return List.of("");
        }
        int scope = dataset.keyColumns().indexOf("scope");
        int basis = dataset.keyColumns().indexOf("oi_basis");
        List<String> scopes = keys.stream()
                .map(key -> key.split("\\|")[scope])
                .distinct()
                .sorted()
                .toList();
        String bases = keys.stream()
                .map(key -> key.split("\\|")[basis])
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        List<String> filters = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i += MOST_VALUES) {
            String some = String.join(",", scopes.subList(i, Math.min(scopes.size(), i + MOST_VALUES)));
            filters.add("&scope=" + encoded(some) + "&oiBasis=" + bases);
        }
        return filters;
    }

    private void pages(String path, Consumer<JsonNode> reader) throws InterruptedException {
        String cursor = "";
        do {
            JsonNode page = api.get(path + cursor);
            for (JsonNode row : page.path("data")) {
                String day =
                        row.path(row.has("session") ? "session" : "timestamp").asString();
                if (sessions.test(LocalDate.parse(day.substring(0, "2025-02-03".length())))) {
                    reader.accept(row);
                }
            }
            JsonNode next = page.path("next");
            cursor = next.isString() ? "&cursor=" + encoded(next.asString()) : "";
        } while (!cursor.isEmpty());
    }

    /** What the API answers of one key where the topic says these rows. */
    String explain(Dataset<?> dataset, String key, Said said, List<SortedMap<String, String>> told)
            throws InterruptedException {
        List<SortedMap<String, String>> answered = new ArrayList<>();
        Span moment =
                new Span(said.ts().truncatedTo(ChronoUnit.MILLIS), said.ts().plusMillis(1));
        ask(dataset, Map.of(key, said), moment, row -> {
            if (shared(dataset).keyOf(row).equals(SharedFields.shown(key))) {
                answered.add(shared(dataset).ofAnswer(row));
            }
        });
        List<SortedMap<String, String>> extra = new ArrayList<>(answered);
        told.forEach(extra::remove);
        List<SortedMap<String, String>> missing = new ArrayList<>(told);
        answered.forEach(missing::remove);
        if (missing.isEmpty() || extra.isEmpty()) {
            return answered.size() + " rows; "
                    + (missing.isEmpty() ? "more than said: " + first(extra) : "without " + first(missing));
        }
        SortedMap<String, String> row = extra.get(0);
        SortedMap<String, String> like = missing.stream()
                .min((one, other) -> Integer.compare(
                        differing(one, row).size(), differing(other, row).size()))
                .orElseThrow();
        return differing(like, row).stream()
                .map(field -> field + " " + row.get(field) + " where the topic says " + like.get(field))
                .collect(Collectors.joining(", "));
    }

    private static String first(List<SortedMap<String, String>> rows) {
        return rows.isEmpty() ? "none" : rows.get(0).toString();
    }

    private static Set<String> differing(SortedMap<String, String> one, SortedMap<String, String> other) {
        Set<String> differing = new TreeSet<>(one.keySet());
        differing.addAll(other.keySet());
        differing.removeIf(field -> Objects.equals(one.get(field), other.get(field)));
        return differing;
    }

    private Route route(Dataset<?> dataset) {
        return Objects.requireNonNull(routes.get(dataset));
    }

    private SharedFields shared(Dataset<?> dataset) {
        return Objects.requireNonNull(fields.get(dataset));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
