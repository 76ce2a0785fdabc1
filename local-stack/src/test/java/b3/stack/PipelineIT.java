package b3.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.ContractMonth;
import b3.schema.testing.Chromium;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A document becomes an answer of the API, through real Kafka, Kafka Streams and QuestDB. */
class PipelineIT {

    @TempDir
    static Path dir;

    static RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new RunningStack(dir.resolve("data"), Chromium.find());
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(stack.run("verify").exitCode()).isZero();
        } finally {
            stack.close();
        }
    }

    @Test
    void theDemoExchangesRowsComeThroughEveryHop() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(stack.rows("/adjustments?instrument=DI1&limit=5"))
                        .hasSize(5)
                        .allSatisfy(row -> {
                            assertThat(row.path("source").asString()).isEqualTo("b3-price-report");
                            assertThat(row.path("change").decimalValue())
                                    .isEqualByComparingTo(row.path("priceSettlement")
                                            .decimalValue()
                                            .subtract(row.path("pricePrev").decimalValue()));
                        }));
    }

    @Test
    void everyTableFillsFromTheDemoExchange() {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            for (Dataset<?> dataset : Datasets.ALL) {
                assertThat(stack.rows(dataset.path())).as(dataset.name()).isNotEmpty();
            }
            assertThat(stack.rows("/datasets"))
                    .allSatisfy(row -> assertThat(row.path("lastSession").isNull())
                            .as(row.path("name").asString())
                            .isFalse());
        });
    }

    @Test
    void snapshotsAreTheFrontContractsOfTheLatestSessionAndTheIndicators() throws Exception {
        stack.run(
                "import",
                "b3-price-report",
                PriceReports.write(dir, "2024-03-14", "4950.25", "old").toString());

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            LocalDate last = LocalDate.parse(stack.rows("/adjustments?instrument=DI1&limit=1")
                    .path(0)
                    .path("session")
                    .asString());
            ContractMonth next = new ContractMonth(YearMonth.from(last).plusMonths(1));
            List<String> fronts = new ArrayList<>();
            stack.rows("/overview")
                    .path("snapshots")
                    .forEach(row -> fronts.add(row.path("instrument").asString()
                            + row.path("contractMonth").asString() + " "
                            + row.path("session").asString()));
            assertThat(fronts)
                    .containsExactly("DDI" + next + " " + last, "DI1" + next + " " + last, "DOL" + next + " " + last);
            assertThat(stack.rows("/snapshots?instrument=DOL&session=2024-03-14")
                            .path(0)
                            .path("contractMonth")
                            .asString())
                    .isEqualTo("J24");
            assertThat(stack.rows("/snapshots?kind=INDICATOR")).isNotEmpty();
        });
    }

    @Test
    void aVendorsLevelsComeThroughARealBrowser() throws Exception {
        Chromium.executable();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(stack.rows("/gamma-levels?source=site"))
                .extracting(row -> row.path("instrument").asString(), row -> row.path("callWall")
                        .isNumber())
                .containsExactlyInAnyOrder(tuple("ES_SP500", true), tuple("VIX", true)));
        assertThat(stack.rows("/gamma-levels?source=site&instrument=VIX")).allSatisfy(row -> {
            assertThat(row.path("putWall").isNull()).isTrue();
            assertThat(row.at("/reasons/put_wall").asString()).isEqualTo("LEGACY_NA");
            assertThat(row.path("rawPayload").asString()).startsWith("<tr><td>VIX</td>");
        });
    }

    @Test
    void importsTheOldSystemsGammaFile() throws Exception {
        Path file = Files.writeString(dir.resolve("gamma.json"), """
                {"gammalevels": {"timestamp": "2024-03-04T09:10:32-03:00",
                 "VIX": {"call_wall": "22.00", "put_wall": "N/A", "status": "sucesso"}}}
                """);
        JsonNode line = onlyLine(stack.run("import", "gamma-levels-site", file.toString()));

        assertThat(line.path("rows").asInt()).isEqualTo(1);
        assertThat(line.path("readable").asInt()).isEqualTo(1);
        assertThat(line.path("session").asString()).isEqualTo("2024-03-04");
    }

    @Test
    void importingAFileTwiceChangesNothing() throws Exception {
        Path file = PriceReports.write(dir, "2024-03-05", "4950.25", "twice");

        JsonNode first = onlyLine(stack.run("import", "b3-price-report", file.toString()));
        JsonNode rows = stack.rows("/adjustments?from=2024-03-05&to=2024-03-05");
        JsonNode second = onlyLine(stack.run("import", "b3-price-report", file.toString()));

        assertThat(first.path("rows").asInt()).isEqualTo(2);
        assertThat(first.path("readable").asInt()).isEqualTo(2);
        assertThat(second).isEqualTo(first);
        assertThat(stack.rows("/adjustments?from=2024-03-05&to=2024-03-05")).isEqualTo(rows);
    }

    @Test
    void aCorrectionShowsAndTheOldValueStaysForAsOfInEitherOrder() throws Exception {
        Path original = PriceReports.write(dir, "2024-03-06", "4950.25", "original");
        Path corrected = PriceReports.write(dir, "2024-03-06", "4951.75", "corrected");
        Path otherOriginal = PriceReports.write(dir, "2024-03-07", "4950.25", "original");
        Path otherCorrected = PriceReports.write(dir, "2024-03-07", "4951.75", "corrected");
        String early = "2024-03-08T20:00:00Z";
        String late = "2024-03-08T22:00:00Z";

        stack.run("import", "b3-price-report", original.toString(), "--known-at", early);
        stack.run("import", "b3-price-report", corrected.toString(), "--known-at", late);
        stack.run("import", "b3-price-report", otherCorrected.toString(), "--known-at", late);
        stack.run("import", "b3-price-report", otherOriginal.toString(), "--known-at", early);

        for (String session : new String[] {"2024-03-06", "2024-03-07"}) {
            String query = "/adjustments?instrument=DOL&from=" + session + "&to=" + session;
            assertThat(price(query)).isEqualByComparingTo("4951.75");
            assertThat(price(query + "&asOf=2024-03-08T21:00:00Z")).isEqualByComparingTo("4950.25");
            assertThat(stack.rows(query + "&asOf=2024-03-08T19:00:00Z")).isEmpty();
        }
    }

    @Test
    void hostileAndBrokenDocumentsAreRefusedWithAReasonAndTheStreamGoesOn() throws Exception {
        byte[] good = Files.readAllBytes(PriceReports.write(dir, "2024-03-11", "4950.25", "whole"));
        Path truncated = Files.write(dir.resolve("truncated.zip"), java.util.Arrays.copyOf(good, good.length / 2));
        Path html =
                Files.writeString(dir.resolve("page.zip"), "<!doctype html><html><body>Access denied</body></html>");
        Path entity = Files.writeString(
                dir.resolve("entity.xml"),
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document>&x;</Document>");
        Path bomb = dir.resolve("bomb.gz");
        try (var zeros = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 10 * 1024; i++) {
                zeros.write(block);
            }
        }

        for (Path file : new Path[] {truncated, html, entity, bomb}) {
            RunningStack.Ended ended = stack.run("import", "b3-price-report", file.toString());
            assertThat(ended.exitCode()).as(file.toString()).isEqualTo(1);
            JsonNode line = onlyLine(ended);
            assertThat(line.path("rows").asInt()).isZero();
            assertThat(line.path("failure").asString()).isNotBlank();
            assertThat(line.path("detail").asString()).isNotBlank();
        }
        Path whole = PriceReports.write(dir, "2024-03-11", "4950.25", "whole");
        assertThat(onlyLine(stack.run("import", "b3-price-report", whole.toString()))
                        .path("readable")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void wrongUsageIsOneClearLine() {
        RunningStack.Ended unknown = stack.run("import", "b3-prices", "file.zip");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.errors()).contains("b3-prices").contains("b3-price-report");
        assertThat(stack.run("import", "b3-price-report", "no-such-file.zip").exitCode())
                .isEqualTo(2);
        assertThat(stack.run("import", "b3-price-report").exitCode()).isEqualTo(2);
        assertThat(stack.run("import", "b3-price-report", "pom.xml", "--session", "03/02/2025")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsTooLargeOrTooLateIsOneLineAndTheNextFilesGoOn() throws Exception {
        byte[] noise = new byte[33 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        Path large = Files.write(dir.resolve("large.zip"), noise);
        Path small = PriceReports.write(dir, "2024-03-18", "4950.25", "after");

        RunningStack.Ended ended = stack.run("import", "b3-price-report", large.toString(), small.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines()).as(ended.errors()).hasSize(2);
        assertThat(ended.lines().get(0).path("failure").asString()).isEqualTo("TOO_LARGE");
        assertThat(ended.lines().get(0).path("detail").asString()).contains("33554432 bytes once compressed");
        assertThat(ended.lines().get(1).path("readable").asInt()).isEqualTo(2);

        Path late = PriceReports.write(dir, "2024-03-19", "4950.25", "late");
        RunningStack.Ended hurried = stack.run("import", "b3-price-report", late.toString(), "--timeout", "0");
        assertThat(hurried.exitCode()).isEqualTo(1);
        assertThat(onlyLine(hurried).path("detail").asString()).contains("not processed within 0 s");
        assertThat(hurried.errors()).doesNotContain("Exception");
    }

    @Test
    void anOutageOfTheDatabaseLosesNothing() throws Exception {
        onlyLine(stack.run(
                "import",
                "b3-price-report",
                PriceReports.write(dir, "2024-03-12", "4950.25", "before").toString()));
        stack.database().close();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(stack.get("/health").status()).isEqualTo(503));
            assertThat(stack.get("/adjustments").status()).isEqualTo(503);
            stack.run(
                    "import",
                    "b3-price-report",
                    PriceReports.write(dir, "2024-03-13", "4950.25", "during").toString());
        } finally {
            stack.database().restart();
        }
        RunningStack.Ended again = stack.run(
                "import",
                "b3-price-report",
                PriceReports.write(dir, "2024-03-13", "4950.25", "during").toString());
        assertThat(onlyLine(again).path("readable").asInt()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.get("/health").status()).isEqualTo(200));
    }

    private static BigDecimal price(String query) throws Exception {
        JsonNode rows = stack.rows(query);
        assertThat(rows).hasSize(1);
        return rows.get(0).path("priceSettlement").decimalValue();
    }

    private static JsonNode onlyLine(RunningStack.Ended ended) {
        assertThat(ended.lines()).as(ended.errors()).hasSize(1);
        return ended.lines().get(0);
    }
}
