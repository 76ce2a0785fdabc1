package b3.api;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.columns.TableColumn;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** What spans the datasets: the overview and the catalogue. */
class OverviewIT {

    static final List<Dataset<?>> DATASETS = Datasets.ALL;

    @AutoClose
    static RunningApi api;

    static LocalDate next;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        api.oneRowOfEach();
        // a session that is not over is newer than every one that is due, whenever this runs
        next = TradingCalendar.load().nextSession(LocalDate.ofInstant(Instant.now(), TradingCalendar.SAO_PAULO));
        for (String ts : new String[] {next.toString(), "2025-02-04"}) {
            api.sample(Datasets.SNAPSHOTS, "ts instrument contract_month value", ts, "DI1", "F27", 99121.69);
        }
        // an indicator that runs ahead of the futures
        api.row(
                "b3_snapshots_log",
                "ts kind unit instrument value",
                TradingCalendar.load().nextSession(next).toString(),
                "INDICATOR",
                "PERCENT_A_YEAR",
                "taxa_sofr",
                4.31);
        api.settle();
    }

    @Test
    void hasTheNewestOfEachKeyWithItsLegacyFields() {
        JsonNode data = api.json("/overview").get("data");
        assertThat(data.propertyNames()).containsExactly("snapshots", "indicators", "gammaLevels", "dxy");
        assertThat(data.get("snapshots").valueStream().map(row -> row.get("instrument")
                        .asString()))
                .containsExactly("DI1", "DOL");
        assertThat(data.get("snapshots").get(1).propertyNames())
                .contains(
                        "instrument",
                        "contractMonth",
                        "priceSettlement",
                        "priceSettlementPrev",
                        "status",
                        "source",
                        "timestamp");
        assertThat(data.get("snapshots").get(1).get("priceSettlement").asDouble())
                .isEqualTo(5856.572);
        assertThat(data.get("indicators").get(0).propertyNames())
                .contains("name", "value", "displayValue", "updatedAt", "timestamp");
        assertThat(data.get("indicators").get(0).get("value").asDouble()).isEqualTo(13.15);
        assertThat(data.get("gammaLevels").get(0).propertyNames())
                .contains("instrument", "callWall", "putWall", "gammaFlip", "status", "timestamp");
        assertThat(data.get("dxy").get(0).propertyNames()).contains("bucket", "value", "timestamp");
        assertThat(data.get("dxy").get(0).get("value").asDouble()).isEqualTo(0.26);
    }

    @Test
    void everyElementHasItsAgeAndFreshness() {
        JsonNode data = api.json("/overview").get("data");
        assertThat(data.get("snapshots").get(0).get("freshness").asString()).isEqualTo("fresh");
        assertThat(data.get("snapshots").get(1).get("freshness").asString()).isEqualTo("stale");
        data.forEach(list -> list.forEach(element -> {
            assertThat(element.get("ageMinutes").asLong()).isGreaterThan(500_000);
            assertThat(element.get("freshness").asString()).isIn("fresh", "stale");
        }));
    }

    @Test
    void listsTheFuturesOnceAndTheIndicatorsInTheirOwnList() {
        assertThat(api.values("/snapshots", "instrument", "kind"))
                .containsExactly("taxa_sofr INDICATOR", "DI1 FUTURE", "DOL FUTURE");
        assertThat(api.json("/overview").get("data").get("snapshots"))
                .allSatisfy(
                        snapshot -> assertThat(snapshot.get("kind").asString()).isEqualTo("FUTURE"));
        assertThat(api.json("/ultimo-dado").get("ajustes").propertyNames()).containsExactly("di1", "dol");
    }

    @Test
    void takesNoParameters() {
        HttpIT.assertProblem(api.get("/overview?instrument=DI1"), 400);
    }

    @Test
    void theCatalogueTellsTheConditionOfEverySessionAndJudgesSnapshotsByTheirFutures() {
        for (JsonNode entry : api.rows("/datasets")) {
            assertThat(entry.get("condition").size()).isEqualTo(5);
            assertThat(entry.get("lastSession").asString())
                    .as(entry.get("name").asString())
                    .isEqualTo(entry.get("name").asString().equals("snapshots") ? next.toString() : "2025-02-03");
            assertThat(entry.get("condition").get(0).get("condition").asString())
                    .isEqualTo("missing");
        }
    }

    @ParameterizedTest
    @FieldSource("DATASETS")
    void theColumnsOfADatasetAreTheFieldsOfItsAnswersAndWhatOnlyTheTableHas(Dataset<?> dataset) {
        JsonNode described = api.json("/datasets/" + dataset.name());
        List<JsonNode> columns = described.get("columns").valueStream().toList();
        List<String> fields = columns.stream()
                .filter(column -> column.has("field"))
                .map(column -> column.get("field").asString())
                .toList();
        List<String> names =
                columns.stream().map(column -> column.get("column").asString()).toList();
        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(
                        api.rows(dataset.path()).get(0).propertyNames());
        assertThat(names)
                .containsAll(dataset.stored().stream().map(TableColumn::name).toList());
        assertThat(columns).allSatisfy(column -> assertThat(column.has("nullMeans"))
                .isEqualTo(column.get("nullable").asBoolean()));
    }

    @Test
    void aColumnSaysWhatItHolds() {
        JsonNode columns = api.json("/datasets/adjustments").get("columns");
        assertThat(columns.get(1).toString())
                .isEqualTo("{\"field\":\"instrument\",\"column\":\"instrument\",\"type\":\"SYMBOL\",\"description\":"
                        + "\"Commodity code of the contract, such as DI1 or DOL.\",\"key\":true,\"filter\":true,"
                        + "\"nullable\":false}");
        assertThat(columns.valueStream().filter(column -> column.has("values")).map(JsonNode::toString))
                .anySatisfy(column -> assertThat(column).contains("\"values\":[\"ajustado\",\"preliminar\"]"));
        assertThat(columns.valueStream()
                        .filter(column -> column.get("column").asString().equals("open_interest"))
                        .map(JsonNode::toString))
                .singleElement()
                .asString()
                .contains("\"unit\":\"contracts\"", "\"nullMeans\":\"when the source gives none\"");
    }

    @Test
    void anUnknownDatasetIsNotFound() {
        HttpIT.assertProblem(api.get("/datasets/nothing"), 404);
        HttpIT.assertProblem(api.get("/datasets/adjustments?limit=1"), 400);
    }
}
