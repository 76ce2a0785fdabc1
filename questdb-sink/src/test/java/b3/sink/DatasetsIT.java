package b3.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.program.QuestDbSettings;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.snapshots.Snapshot;
import b3.schema.testing.RealQuestDb;
import b3.sink.questdb.Ilp;
import b3.sink.questdb.Message;
import b3.sink.questdb.TableCreator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Records of every dataset through a real QuestDB and back; every test has a session of its own. */
class DatasetsIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");
    private static final LocalDate BOOKS = LocalDate.of(2025, 3, 3);

    private static RealQuestDb questDb;
    private static PGSimpleDataSource database;
    private static Delivery delivery;

    /** One record as its topic carries it, and the rows of the view that it must become. */
    private record Sample(Dataset<?> dataset, String json, List<String> rows) {

        @Override
        public String toString() {
            return dataset.name() + " " + json.hashCode();
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        questDb = new RealQuestDb(directory);
        database = new PGSimpleDataSource();
        database.setUrl(questDb.jdbcUrl());
        database.setUser("admin");
        database.setPassword("quest");
        QuestDbSettings config = new QuestDbSettings(
                "127.0.0.1:" + questDb.httpPort(),
                "127.0.0.1:" + questDb.pgPort(),
                "",
                "",
                "",
                "",
                Duration.ofSeconds(60));
        Map<String, Period> ttl = Map.of(
                Datasets.OPTION_SERIES.name(), Period.ofMonths(1200), Datasets.RATES.name(), Period.ofMonths(1200));
        delivery = new Delivery(new Ilp(config, Clock.fixed(NOW, ZoneOffset.UTC)), new TableCreator(database, ttl), 0);
    }

    @AfterAll
    static void stop() {
        delivery.close();
        questDb.close();
    }

    static Stream<Sample> samples() {
        return Samples.ALL.entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .map(sample -> new Sample(entry.getKey(), sample.json(), sample.rows())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyValueComesBackExactly(Sample sample) {
        MarketRecord record =
                Json.read(sample.json().getBytes(UTF_8), sample.dataset().type());
        deliver(record);

        String document = record.provenance().document();
        List<String> expected =
                sample.rows().stream().map(DatasetsIT::sorted).sorted().toList();
        await().untilAsserted(() -> assertThat(view(sample.dataset().table(), "document = '" + document + "'"))
                .isEqualTo(expected));
    }

    @Test
    void everyDatasetHasASample() {
        assertThat(Samples.ALL.keySet())
                .containsAll(Datasets.ALL.stream()
                        .filter(dataset ->
                                !List.of(Datasets.ADJUSTMENTS, Datasets.JOBS).contains(dataset))
                        .toList());
    }

    @Test
    void theDailySeriesIsThatOfTheStandingIndicators() {
        samples()
                .filter(sample -> sample.dataset().equals(Datasets.INDICATORS))
                .forEach(sample -> deliver(Json.read(
                        sample.json().getBytes(UTF_8), sample.dataset().type())));

        await().untilAsserted(() -> assertThat(rows("select * from b3_indicators_daily"))
                .containsExactlyInAnyOrder(
                        "indicator=taxa_selic|ts=2025-02-03T00:00:00Z|value=13.15",
                        "indicator=dolar_spot|ts=2025-02-04T00:00:00Z|value=5.8123"));
    }

    @Test
    void anIndicatorDeliveredTwiceIsOneRow() {
        Snapshot indicator = new Snapshot(
                Snapshot.Kind.INDICATOR,
                "taxa_twice",
                "TWICE",
                null,
                null,
                BOOKS,
                1.5,
                null,
                "1,5",
                "PERCENT_A_YEAR",
                null,
                new Provenance("b3-financial-indicators", NOW, "twice"));
        deliver(indicator);
        deliver(indicator, indicator);

        await().untilAsserted(() -> assertThat(query(
                        "select value from b3_snapshots_log where instrument = 'taxa_twice'", row -> row.get("value")))
                .containsExactly("1.5"));
    }

    @SafeVarargs
    private static <T extends MarketRecord> void deliver(T... records) {
        List<Message> messages = new ArrayList<>();
        for (T record : records) {
            messages.add(Message.read(Messages.received(Messages.of(record)), Datasets.of(record)));
        }
        assertThat(delivery.deliver(messages)).isEmpty();
    }

    private static List<String> view(String table, String where) {
        return rows("select * from " + table + " where " + where);
    }

    /** Rows as {@code column=value} in the order of the names, without what is null and what every table has. */
    private static List<String> rows(String sql) {
        return query(sql, row -> row.entrySet().stream()
                        .filter(column -> !List.of("document", "reader", "revision", "stands_from")
                                .contains(column.getKey()))
                        .map(column -> column.getKey() + "=" + column.getValue())
                        .collect(Collectors.joining("|")))
                .stream()
                .sorted()
                .toList();
    }

    private static String sorted(String row) {
        return Stream.of(row.split("\\|")).sorted().collect(Collectors.joining("|"));
    }

    private static List<String> query(String sql, Function<Map<String, String>, String> shown) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                TreeMap<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String value = value(result, i, columns.getColumnType(i));
                    if (value != null) {
                        row.put(columns.getColumnLabel(i), value);
                    }
                }
                rows.add(shown.apply(row));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return rows;
    }

    private static @Nullable String value(ResultSet row, int column, int type) throws SQLException {
        if (type == Types.TIMESTAMP) {
            LocalDateTime time = row.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC).toString();
        } else if (type == Types.DOUBLE) {
            double figure = row.getDouble(column);
            return row.wasNull() ? null : Double.toString(figure);
        }
        return row.getString(column);
    }
}
