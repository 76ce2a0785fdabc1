package b3.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import b3.schema.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real documents through the whole system, against what an independent reader found in them. */
class GoldenAdjustmentsIT {

    @TempDir
    static Path dir;

    static Path samples = Path.of("");
    static Path golden = Path.of("");
    static @Nullable RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        String samplesDir = System.getenv("B3_SAMPLES_DIR");
        String goldenDir = System.getenv("B3_GOLDEN_DIR");
        assumeTrue(samplesDir != null && goldenDir != null, "B3_SAMPLES_DIR and B3_GOLDEN_DIR name no folder");
        samples = Path.of(samplesDir);
        golden = Path.of(goldenDir);
        stack = new RunningStack(dir.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void readsThePriceReportOf2023() throws Exception {
        checkPriceReport("SPRD230202", "2023-02-02");
    }

    @Test
    void readsThePriceReportOf2025() throws Exception {
        checkPriceReport("SPRD250203", "2025-02-03");
    }

    private void checkPriceReport(String name, String session) throws Exception {
        JsonNode expected = goldenFile("settlement_adjustments.json").path(name);
        JsonNode line = importFile("b3-price-report", samples.resolve("settlement_adjustments/" + name + ".zip"));

        int rows = expected.path("futures_with_settlement").asInt();
        assertThat(line.path("rows").asInt()).isEqualTo(rows);
        assertThat(line.path("session").asString()).isEqualTo(session);
        assertThat(pages("/adjustments?from=" + session + "&to=" + session)).hasSize(rows);
        checkSpots(session, expected.path("spot"));
    }

    @Test
    void readsTheWholePriceReportOf2018() throws Exception {
        JsonNode line = importFile("b3-price-report", samples.resolve("price_report/pricereport_20180102.xml.gz"));

        assertThat(line.path("session").asString()).isEqualTo("2018-01-02");
        checkSpots(
                "2018-01-02",
                goldenFile("price_report.json").path("pricereport_20180102").path("spot"));
    }

    private void checkSpots(String session, JsonNode spots) throws Exception {
        int checked = 0;
        for (JsonNode spot : spots) {
            String ticker = spot.path("TckrSymb").asString();
            if (spot.path("AdjstdQt").isNull() || !ticker.matches("[A-Z0-9]{3}[FGHJKMNQUVXZ][0-9]{2}")) {
                continue;
            }
            JsonNode row = row(session, ticker.substring(0, 3), ticker.substring(3));
            assertSame(row, "priceSettlement", spot.path("AdjstdQt"));
            assertSame(row, "pricePrev", spot.path("PrvsAdjstdQt"));
            assertSame(row, "rate", spot.path("AdjstdQtTax"));
            assertSame(row, "openInterest", spot.path("OpnIntrst"));
            checked++;
        }
        assertThat(checked).isGreaterThan(3);
    }

    @Test
    void readsTheSettlementPage() throws Exception {
        JsonNode expected = goldenFile("settlement_adjustments.json").path("lum_20250505");
        JsonNode line = importFile(
                "b3-settlement-page",
                samples.resolve("settlement_adjustments/lum-ajustes-do-pregao_20250505_browser-saved.html"));

        assertThat(line.path("rows").asInt()).isEqualTo(expected.path("rows").asInt());
        assertThat(line.path("session").asString()).isEqualTo("2025-05-05");
        assertThat(pages("/adjustments?from=2025-05-05&to=2025-05-05"))
                .hasSize(expected.path("rows").asInt());
        for (JsonNode spot : expected.path("spot")) {
            JsonNode row = row(
                    "2025-05-05",
                    spot.path("code").asString(),
                    spot.path("maturity").asString());
            assertSame(row, "priceSettlement", spot.path("cur"));
            assertSame(row, "pricePrev", spot.path("prev"));
            assertSame(row, "change", spot.path("var"));
            assertSame(row, "valuePerContract", spot.path("value_per_contract_brl"));
        }
    }

    @Test
    void aPageWithoutRowsIsRefusedWithAReason() {
        RunningStack.Ended ended = running()
                .run(
                        "import",
                        "b3-settlement-page",
                        samples.resolve("settlement_adjustments/Ajustes1_weekend_utf8.html")
                                .toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines().get(0).path("detail").asString()).isNotBlank();
    }

    private static JsonNode importFile(String feed, Path file) {
        RunningStack.Ended ended = running().run("import", feed, file.toString());
        assertThat(ended.exitCode()).as(ended.errors() + ended.lines()).isZero();
        assertThat(ended.lines()).hasSize(1);
        return ended.lines().get(0);
    }

    private static JsonNode row(String session, String instrument, String contract) throws Exception {
        JsonNode rows = running()
                .rows("/adjustments?instrument=%s&contract=%s&from=%s&to=%s"
                        .formatted(instrument, contract, session, session));
        assertThat(rows).as(instrument + contract).hasSize(1);
        return rows.get(0);
    }

    private static List<JsonNode> pages(String query) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode body = running().get(query + "&limit=200" + cursor).body();
            body.path("data").forEach(all::add);
            cursor = body.path("next").isString()
                    ? "&cursor=" + body.path("next").asString()
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    private static void assertSame(JsonNode row, String field, JsonNode expected) {
        if (expected.isNull() || expected.isMissingNode()) {
            assertThat(row.path(field).isNull()).as(field + " of " + row).isTrue();
        } else {
            assertThat(row.path(field).decimalValue())
                    .as(field + " of " + row)
                    .isEqualByComparingTo(expected.asString());
        }
    }

    private static JsonNode goldenFile(String name) throws Exception {
        return Json.MAPPER.readTree(Files.readAllBytes(golden.resolve(name)));
    }

    private static RunningStack running() {
        return java.util.Objects.requireNonNull(stack);
    }
}
