package b3.api;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever happened to a key, and in whatever order it was written, every answer is the step function of the time of
 * knowledge: random histories of every dataset, and beside each answer the one that is computed from them step by step.
 */
class TimelineIT {

    private static final List<String> SESSIONS = List.of("2025-02-03", "2025-02-04", "2025-02-05");
    private static final String[][] SPANS = {
        {"2025-02-03T00:00:00", "2025-02-04T11:29:59"},
        {"2025-02-04T11:30:00", "2025-02-05T11:29:59"},
        {"2025-02-05T11:30:00", "2025-02-05T12:29:59"}
    };
    private static final int HOURS = 5;
    private static final int NOW = HOURS;

    /**
     * How the rows of one dataset differ; all else is as in the sample.
     *
     * @param key the column that tells the keys of one session apart
     * @param keys what it holds
     * @param figure the column with a row's figure
     * @param row the column that tells the rows of one book apart; {@code withdrawn} where a record is one row
     * @param rows what it may hold
     */
    private record Shape(String key, List<String> keys, String figure, String row, List<Object> rows) {

        static Shape of(String key, String keys, String figure) {
            return new Shape(key, List.of(keys.split(" ")), figure, "withdrawn", List.of(false));
        }

        Shape of(String otherRow, Object... otherRows) {
            return new Shape(key, keys, figure, otherRow, List.of(otherRows));
        }
    }

    private static final String UNDERLYINGS = "DOL IBOV PETR4";
    private static final Object[] TICKERS = {"DOLH25C005900", "DOLH25C006000", "DOLH25P005900"};

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("adjustments", Shape.of("instrument", "DDI DI1 DOL", "price_settlement")),
            Map.entry("indicators", Shape.of("indicator", "taxa_selic taxa_sofr dif_oper_casada", "value")),
            Map.entry(
                    "vol-surface",
                    Shape.of("asset", "DOL IBOV WDO", "volatility").of("delta", 10, 25, 50)),
            Map.entry("dxy", Shape.of("bucket", "dxy_08h50 dxy_08h55 dxy_09h00", "percent_change")),
            Map.entry("rates", Shape.of("curve", "PRE DOL DOC", "rate").of("business_days", 1, 2, 3)),
            Map.entry(
                    "option-series",
                    Shape.of("underlying", UNDERLYINGS, "strike").of("ticker", TICKERS)),
            Map.entry(
                    "open-interest",
                    Shape.of("underlying", UNDERLYINGS, "total").of("ticker", TICKERS)),
            Map.entry(
                    "option-prices",
                    Shape.of("underlying", UNDERLYINGS, "settlement").of("ticker", TICKERS)),
            Map.entry("underlying-prices", Shape.of("underlying", UNDERLYINGS, "price")),
            Map.entry("corporate-actions", Shape.of("company", "ABCD EFGH IJKL", "value_per_share")),
            Map.entry("gamma-levels", Shape.of("level_source", "computed site", "call_wall")),
            Map.entry("gamma-strikes", Shape.of("instrument", "DOL", "net_gex").of("strike", 5800.0, 5900.0, 6000.0)),
            Map.entry("gamma-profile", Shape.of("instrument", "DOL", "net_gex").of("price", 5800.0, 5900.0, 6000.0)),
            Map.entry("snapshots", Shape.of("instrument", "DDI DI1 DOL", "value")));

    /**
     * One step of one key.
     *
     * @param name name of the key without its session
     * @param session session of the key
     * @param hour from which hour on it is the answer
     * @param revision of two steps from one hour on the greater one is right
     * @param document what tells it from every other step
     * @param columns the columns that its rows share
     * @param rows its rows; none of a withdrawal
     */
    private record Step(
            String name,
            String session,
            int hour,
            int revision,
            String document,
            Map<String, Object> columns,
            List<Map<String, Object>> rows) {

        /** Its moment, to the second. */
        String ts() {
            String ts = String.valueOf(columns.get("ts"));
            return ts.length() == "2025-02-03".length()
                    ? ts + "T00:00:00"
                    : ts.substring(0, "2025-02-03T00:00:00".length());
        }
    }

    private static final Map<Dataset<?>, List<Step>> HISTORIES = new LinkedHashMap<>();

    @AutoClose
    static RunningApi api;

    static Random random;
    static int figures;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        random = new Random(20250310);
        figures = 0;
        for (Dataset<?> dataset : Datasets.ALL) {
            if (SHAPES.containsKey(dataset.name())) {
                List<Step> steps = new ArrayList<>(histories(dataset));
                HISTORIES.put(dataset, List.copyOf(steps));
                Collections.shuffle(steps, random);
                steps.forEach(step -> write(dataset, step));
            }
        }
        api.settle();
    }

    static Stream<Dataset<?>> ofPages() {
        return HISTORIES.keySet().stream().filter(dataset -> !isBehindLevels(dataset));
    }

    static Stream<Dataset<?>> ofTheNewest() {
        return Stream.of(
                Datasets.VOL_SURFACE,
                Datasets.DXY,
                Datasets.RATES,
                Datasets.GAMMA_LEVELS,
                Datasets.GAMMA_STRIKES,
                Datasets.GAMMA_PROFILE,
                Datasets.SNAPSHOTS);
    }

    @Test
    void everyDatasetThatHasRevisionsTakesPart() {
        assertThat(HISTORIES.keySet())
                .containsExactlyElementsOf(Datasets.ALL.stream()
                        .filter(dataset -> !dataset.keyColumns().isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("ofPages")
    void everyFormatAndEveryPageHasWhatStoodThen(Dataset<?> dataset) {
        for (int hour = -1; hour <= NOW; hour++) {
            List<String> expected = documents(standing(dataset, hour));
            String path = dataset.path() + "?limit=1000" + asOf(hour);
            assertThat(documents(api.rows(path))).as(path).isEqualTo(expected);
            assertThat(documents(api.pages(dataset.path() + "?limit=2" + asOf(hour)).stream()
                            .flatMap(page -> page.get("data").valueStream())
                            .toList()))
                    .as("pages of " + path)
                    .isEqualTo(expected);
            assertThat(documents(api.get(path + "&format=ndjson")
                            .body()
                            .lines()
                            .map(Json.MAPPER::readTree)
                            .toList()))
                    .as(path)
                    .isEqualTo(expected);
            assertThat(csvDocuments(api.get(path + "&format=csv").body()))
                    .as(path)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("ofPages")
    void aSpanHasWhatStandsWithinItAndNothingThatHasMovedOut(Dataset<?> dataset) {
        for (int hour = 0; hour <= NOW; hour++) {
            for (String[] span : SPANS) {
                String path = dataset.path() + "?limit=1000&from=" + span[0] + "Z&to=" + span[1] + "Z" + asOf(hour);
                assertThat(documents(api.rows(path)))
                        .as(path)
                        .isEqualTo(documents(standing(dataset, hour)
                                .filter(step -> step.ts().compareTo(span[0]) >= 0
                                        && step.ts().compareTo(span[1]) <= 0)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofTheNewest")
    void theNewestIsTheNewestOfWhatStoodThen(Dataset<?> dataset) {
        for (int hour = -1; hour <= NOW; hour++) {
            String path = dataset.path() + "?format=json" + asOf(hour);
            assertThat(documents(api.rows(path))).as(path).isEqualTo(documents(newest(dataset, hour, any -> true)));
        }
    }

    @Test
    void aFilterOnWhatARecordSaysLooksAtTheStandingOneOnly() {
        for (int hour = -1; hour <= NOW; hour++) {
            for (String anchor : List.of("LIVE", "SETTLEMENT")) {
                Predicate<Step> wanted = step -> anchor.equals(step.columns().get("anchor"));
                String path = "/gamma-levels?anchor=" + anchor + asOf(hour);
                assertThat(documents(api.rows(path)))
                        .as(path)
                        .isEqualTo(documents(newest(Datasets.GAMMA_LEVELS, hour, wanted)));
                assertThat(documents(api.rows(path + "&limit=1000")))
                        .as(path)
                        .isEqualTo(
                                documents(standing(Datasets.GAMMA_LEVELS, hour).filter(wanted)));
            }
            for (String session : SESSIONS) {
                String path = "/gamma-levels?session=" + session + asOf(hour);
                assertThat(documents(api.rows(path)))
                        .as(path)
                        .isEqualTo(documents(newest(
                                Datasets.GAMMA_LEVELS,
                                hour,
                                step -> session.equals(step.columns().get("session")))));
            }
        }
    }

    @Test
    void aFilterOnTheRowsOfABookLooksAtTheStandingBookOnly() {
        for (Dataset<?> dataset : List.of(Datasets.OPTION_SERIES, Datasets.OPEN_INTEREST, Datasets.OPTION_PRICES)) {
            for (int hour = -1; hour <= NOW; hour++) {
                String path = dataset.path() + "?limit=1000&ticker=DOLH25C006000" + asOf(hour);
                assertThat(documents(api.rows(path)))
                        .as(path)
                        .isEqualTo(standing(dataset, hour)
                                .filter(step ->
                                        step.rows().stream().anyMatch(row -> "DOLH25C006000".equals(row.get("ticker"))))
                                .map(Step::document)
                                .sorted()
                                .toList());
            }
        }
    }

    @Test
    void theOverviewIsTheNewestOfWhatStands() {
        JsonNode overview = api.json("/overview").get("data");
        Map.of(
                        "snapshots",
                        Datasets.SNAPSHOTS,
                        "indicators",
                        Datasets.INDICATORS,
                        "gammaLevels",
                        Datasets.GAMMA_LEVELS,
                        "dxy",
                        Datasets.DXY)
                .forEach((list, dataset) -> assertThat(
                                documents(overview.get(list).valueStream().toList()))
                        .as(list)
                        .isEqualTo(documents(newest(dataset, NOW, any -> true))));
    }

    @Test
    void theOldFilesHaveWhatStands() {
        assertThat(figures("/ajustes_b3.csv", "(\\d+\\.5)")).isEqualTo(figures(standing(Datasets.SNAPSHOTS, NOW)));
        assertThat(figures("/indicadores_b3.csv", "(\\d+\\.5)"))
                .isEqualTo(figures(standing(Datasets.INDICATORS, NOW)
                        .filter(step -> step.name().matches("taxa_selic|taxa_sofr|dif_oper_casada"))));
        assertThat(figures("/superficie_volatilidade_b3.csv", "(\\d+\\.5)"))
                .isEqualTo(figures(standing(Datasets.VOL_SURFACE, NOW)
                        .filter(step -> step.name().equals("DOL"))));
        assertThat(figures("/dxy_coleta.csv", "(\\d+\\.5)")).isEqualTo(figures(standing(Datasets.DXY, NOW)));
        assertThat(figures("/ultimo-dado", "numerico\":(\\d+\\.5)"))
                .isEqualTo(figures(Stream.concat(
                        newest(Datasets.SNAPSHOTS, NOW, any -> true), newest(Datasets.INDICATORS, NOW, any -> true))));
        assertThat(figures("/gamma", "call_wall\":\"(\\d+\\.5)"))
                .isEqualTo(figures(
                        newest(Datasets.GAMMA_LEVELS, NOW, step -> step.name().equals("site"))));
    }

    @Test
    void theCatalogueSpeaksOfTheNewestSessionOfWhatStands() {
        for (JsonNode entry : api.rows("/datasets")) {
            Datasets.named(entry.get("name").asString())
                    .filter(HISTORIES::containsKey)
                    .ifPresent(dataset -> assertThat(entry.get("lastSession").asString("none"))
                            .as(dataset.name())
                            .isEqualTo(standing(dataset, NOW)
                                    .map(Step::session)
                                    .max(Comparator.naturalOrder())
                                    .orElse("none")));
        }
    }

    /** What stood at an hour. */
    private static Stream<Step> standing(Dataset<?> dataset, int hour) {
        List<Step> steps = Objects.requireNonNull(HISTORIES.get(dataset));
        Map<String, Step> last = new HashMap<>();
        steps.stream()
                .filter(step -> step.hour() <= hour)
                .sorted(Comparator.comparingInt(Step::hour).thenComparingInt(Step::revision))
                .forEach(step -> last.put(step.name() + step.session(), step));
        return last.values().stream().filter(step -> !step.rows().isEmpty());
    }

    /** Of the dollar index the newest session's, of the others the newest session's of each name. */
    private static Stream<Step> newest(Dataset<?> dataset, int hour, Predicate<Step> wanted) {
        List<Step> standing = standing(dataset, hour).filter(wanted).toList();
        List<String> levels = isBehindLevels(dataset) ? documents(standing(Datasets.GAMMA_LEVELS, hour)) : List.of();
        return standing.stream()
                .filter(step -> standing.stream()
                        .filter(other ->
                                dataset.equals(Datasets.DXY) || other.name().equals(step.name()))
                        .noneMatch(other -> other.session().compareTo(step.session()) > 0))
                .filter(step -> !isBehindLevels(dataset) || levels.contains(step.document()));
    }

    private static boolean isBehindLevels(Dataset<?> dataset) {
        return dataset.equals(Datasets.GAMMA_STRIKES) || dataset.equals(Datasets.GAMMA_PROFILE);
    }

    private static List<Step> histories(Dataset<?> dataset) {
        Shape shape = shape(dataset);
        List<Step> steps = new ArrayList<>();
        for (String name : shape.keys()) {
            for (String session : SESSIONS) {
                if (isBehindLevels(dataset)) {
                    // published with the levels, but now and then the levels have come and this has not yet
                    Objects.requireNonNull(HISTORIES.get(Datasets.GAMMA_LEVELS)).stream()
                            .filter(level -> level.name().equals("computed")
                                    && level.session().equals(session))
                            .filter(level -> random.nextInt(10) > 0)
                            .map(level -> step(
                                    dataset,
                                    Map.of(shape.key(), name),
                                    name,
                                    session,
                                    level.hour(),
                                    level.revision(),
                                    level.document(),
                                    level.rows().isEmpty()))
                            .forEach(steps::add);
                    continue;
                }
                for (int revision = 1 + random.nextInt(5); revision > 0; revision--) {
                    steps.add(step(
                            dataset,
                            Map.of(shape.key(), name),
                            name,
                            session,
                            random.nextInt(HOURS),
                            revision,
                            dataset.name() + "-" + name + "-" + session + "-" + revision,
                            random.nextInt(10) < 3));
                }
            }
        }
        return steps;
    }

    private static Step step(
            Dataset<?> dataset,
            Map<String, Object> key,
            String name,
            String session,
            int hour,
            int revision,
            String document,
            boolean withdrawn) {
        Map<String, Object> columns = new LinkedHashMap<>(key);
        boolean moments = dataset.word().startsWith("gamma");
        columns.put("ts", moments ? session + "T17:30:00.000000Z" : session);
        if (dataset.keyColumns().contains("session")) {
            columns.put("session", session);
        }
        if (dataset.equals(Datasets.DXY)) {
            columns.put("ts", session + "T1" + random.nextInt(3) + ":5" + random.nextInt(9) + ":00.000000Z");
        }
        if (dataset.equals(Datasets.GAMMA_LEVELS)) {
            columns.put("anchor", random.nextBoolean() ? "LIVE" : "SETTLEMENT");
            columns.put("session", random.nextBoolean() ? session : before(session));
        }
        return new Step(name, session, hour, revision, document, columns, withdrawn ? List.of() : rows(dataset));
    }

    private static String before(String session) {
        return SESSIONS.get(Math.max(0, SESSIONS.indexOf(session) - 1));
    }

    private static List<Map<String, Object>> rows(Dataset<?> dataset) {
        Shape shape = shape(dataset);
        List<Object> some = new ArrayList<>(shape.rows());
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(some.size())).stream()
                .<Map<String, Object>>map(
                        row -> new LinkedHashMap<>(Map.of(shape.figure(), 1000.5 + figures++, shape.row(), row)))
                .toList();
    }

    private static Shape shape(Dataset<?> dataset) {
        return Objects.requireNonNull(SHAPES.get(dataset.name()));
    }

    private static void write(Dataset<?> dataset, Step step) {
        String hour = "2025-03-10T0" + step.hour() + ":00:00.000000Z";
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(step.columns());
        columns.put("stands_from", hour);
        columns.put("revision", step.revision());
        columns.put("known_at", hour);
        if (step.rows().isEmpty()) {
            api.withdrawn(dataset, columns);
        }
        for (Map<String, Object> row : step.rows()) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>(columns);
            whole.putAll(row);
            whole.put("document", step.document());
            api.sample(dataset, whole);
        }
    }

    private static String asOf(int hour) {
        return hour == NOW ? "" : hour < 0 ? "&asOf=2025-03-09" : "&asOf=2025-03-10T0" + hour + ":30:00Z";
    }

    private static List<String> documents(Stream<Step> steps) {
        return steps.flatMap(step -> step.rows().stream().map(row -> step.document()))
                .sorted()
                .toList();
    }

    private static List<String> documents(Collection<JsonNode> rows) {
        return rows.stream().map(row -> row.get("document").asString()).sorted().toList();
    }

    private static List<String> csvDocuments(String csv) {
        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).endsWith(",document");
        return lines.stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .sorted()
                .toList();
    }

    private static List<Double> figures(Stream<Step> steps) {
        return steps.flatMap(step -> step.rows().stream())
                .flatMap(row -> row.values().stream())
                .filter(value -> value instanceof Double figure && figure % 1 == 0.5)
                .map(Double.class::cast)
                .sorted()
                .toList();
    }

    private static List<Double> figures(String path, String pattern) {
        return Pattern.compile(pattern)
                .matcher(api.get(path).body())
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .sorted()
                .toList();
    }
}
