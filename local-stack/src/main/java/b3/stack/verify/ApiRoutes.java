package b3.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.stack.access.ApiClient;
import b3.stack.access.UsageException;
import b3.stack.verify.TopicContents.LastMessage;
import java.net.URLEncoder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The routes of the API as its own description tells them, and how each is asked for certain keys.
 *
 * <p>A route without pages, {@code /gamma-strikes} and {@code /gamma-profile}, answers with the newest moment of each key of
 * a session. It is asked for a few instruments at a time, so that an answer stays small.
 */
final class ApiRoutes {

    /**
     * What the route of a dataset understands and answers.
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

    /**
     * Asks the API for its routes.
     *
     * @param sessions the sessions whose rows are read
     */
    ApiRoutes(ApiClient api, Collection<Dataset<?>> datasets, Sessions sessions) throws InterruptedException {
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
        }
    }

    /** Returns the names of the fields of a row. */
    Set<String> fields(Dataset<?> dataset) {
        return route(dataset).fields();
    }

    /** Returns whether the route answers in pages, with every moment of every key. */
    boolean hasPages(Dataset<?> dataset) {
        return route(dataset).hasPages();
    }

    /**
     * Asks for the rows of a dataset.
     *
     * @param expected the keys that are expected, with their last messages
     * @param span the time in which the moments of the rows lie
     * @param reader receives each row
     */
    void ask(Dataset<?> dataset, Map<String, LastMessage> expected, Span span, Consumer<JsonNode> reader)
            throws InterruptedException {
        if (route(dataset).hasPages()) {
            String from = dataset.path() + "?limit=" + PAGE + "&from=" + MICROS.format(span.first()) + "&to="
                    + MICROS.format(span.last());
            for (String filter : filters(dataset, expected.keySet())) {
                pages(from + filter, reader);
            }
            return;
        }
        Map<LocalDate, Map<String, LastMessage>> bySession = new TreeMap<>();
        expected.forEach((key, last) -> bySession
                .computeIfAbsent(last.session(), first -> new TreeMap<>())
                .put(key, last));
        for (Map.Entry<LocalDate, Map<String, LastMessage>> session : bySession.entrySet()) {
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

    /** Returns the keys in portions of whole instruments, so that an answer without pages stays small. */
    private static List<Set<String>> portions(Map<String, LastMessage> keys) {
        List<Set<String>> portions = new ArrayList<>();
        Set<String> portion = new TreeSet<>();
        Set<String> instruments = new HashSet<>();
        int rows = 0;
        for (Map.Entry<String, LastMessage> key : new TreeMap<>(keys).entrySet()) {
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

    /** Returns the filters that name every scope and basis of the keys, because the route answers only some without them. */
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

    private Route route(Dataset<?> dataset) {
        return Objects.requireNonNull(routes.get(dataset));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
