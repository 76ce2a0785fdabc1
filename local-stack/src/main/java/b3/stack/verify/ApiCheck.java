package b3.stack.verify;

import b3.schema.Dataset;
import b3.stack.verify.SharedFields.Digest;
import b3.stack.verify.TableCheck.Mismatch;
import b3.stack.verify.TopicContents.DatasetContents;
import b3.stack.verify.TopicContents.LastMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the answers of the API with the topics, in every field that a record and a row of the API share.
 *
 * <p>A route without pages, {@code /gamma-strikes} and {@code /gamma-profile}, shows for each session only the newest moment
 * of each key; earlier moments are compared in the table alone.
 */
final class ApiCheck {

    private final ApiRoutes routes;
    private final Map<Dataset<?>, SharedFields> fields = new HashMap<>();

    ApiCheck(ApiRoutes routes, Collection<Dataset<?>> datasets) {
        this.routes = routes;
        datasets.forEach(dataset -> fields.put(dataset, new SharedFields(dataset, routes.fields(dataset))));
    }

    /** Returns, for each dataset, the fields that its records and the rows of the API share. */
    Map<Dataset<?>, SharedFields> fields() {
        return fields;
    }

    /** Returns the keys with a moment in the span for which the API answers something else, and what it answers. */
    Map<String, Mismatch> check(Dataset<?> dataset, DatasetContents contents, Span span) throws InterruptedException {
        Map<String, LastMessage> expected = expected(dataset, contents, span);
        Map<String, Digest> answered = new HashMap<>();
        Map<String, Instant> moments = new HashMap<>();
        routes.ask(dataset, expected, span, row -> {
            String key = shared(dataset).keyOf(row);
            answered.merge(key, Digest.NONE, (known, none) -> known);
            answered.computeIfPresent(
                    key, (same, digest) -> digest.plus(shared(dataset).ofAnswer(row)));
            moments.put(key, Instant.parse(row.path("timestamp").asString()));
        });
        Map<String, Mismatch> differing = new HashMap<>();
        expected.forEach((key, last) -> {
            Digest digest = answered.remove(SharedFields.shown(key));
            if (!last.figures().equals(digest)) {
                differing.put(key, new Mismatch(last.ts(), digest == null ? "nothing" : "other figures"));
            }
        });
        if (contents.complete) {
            answered.forEach((key, digest) -> differing.put(
                    key, new Mismatch(Objects.requireNonNull(moments.get(key)), digest.rows() + " rows")));
        }
        return differing;
    }

    /** Returns how many of the current keys the route does not show. */
    int notShown(Dataset<?> dataset, DatasetContents contents) {
        long current =
                contents.byKey.values().stream().filter(LastMessage::isCurrent).count();
        return (int) current - expected(dataset, contents, Span.ALL).size();
    }

    /** Returns the current keys that the route shows. */
    private Map<String, LastMessage> expected(Dataset<?> dataset, DatasetContents contents, Span span) {
        Map<String, LastMessage> expected = new HashMap<>();
        if (routes.hasPages(dataset)) {
            contents.byKey.forEach((key, last) -> {
                if (last.isCurrent() && span.has(last.ts())) {
                    expected.put(key, last);
                }
            });
            return expected;
        }
        Set<LocalDate> near = new HashSet<>();
        contents.byKey.values().stream().filter(last -> span.has(last.ts())).forEach(last -> near.add(last.session()));
        Map<String, Map.Entry<String, LastMessage>> newest = new HashMap<>();
        contents.byKey.entrySet().stream()
                .filter(each -> each.getValue().isCurrent()
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

    /** Returns how the answer of the API for one key differs from these rows of the topic. */
    String explain(Dataset<?> dataset, String key, LastMessage last, List<SortedMap<String, String>> inTopic)
            throws InterruptedException {
        List<SortedMap<String, String>> answered = new ArrayList<>();
        Span moment =
                new Span(last.ts().truncatedTo(ChronoUnit.MILLIS), last.ts().plusMillis(1));
        routes.ask(dataset, Map.of(key, last), moment, row -> {
            if (shared(dataset).keyOf(row).equals(SharedFields.shown(key))) {
                answered.add(shared(dataset).ofAnswer(row));
            }
        });
        List<SortedMap<String, String>> extra = new ArrayList<>(answered);
        inTopic.forEach(extra::remove);
        List<SortedMap<String, String>> missing = new ArrayList<>(inTopic);
        answered.forEach(missing::remove);
        if (missing.isEmpty() || extra.isEmpty()) {
            return answered.size() + " rows; "
                    + (missing.isEmpty() ? "more than the topic has: " + first(extra) : "without " + first(missing));
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

    private SharedFields shared(Dataset<?> dataset) {
        return Objects.requireNonNull(fields.get(dataset));
    }
}
