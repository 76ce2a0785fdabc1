package b3.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.calendar.BusinessDays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The same documents, imported in different orders, lead to the same answers, now and as of every time of knowledge. The
 * documents are a price report that is corrected, restated and shortened, a second source of its settlement prices, the
 * books of a chain with a curve that comes late, and two sources of the indicators.
 */
class OrderIT {

    private static final LocalDate SESSION = LocalDate.of(2025, 4, 10);
    private static final LocalDate EXPIRY = LocalDate.of(2025, 5, 2);
    private static final List<Integer> STRIKES = List.of(5700, 5800, 5900, 6000, 6100);

    /** A document: its feed, the time since which it is known, and its content. */
    private record Document(String feed, Instant knownAt, String text) {}

    private static final List<Document> DOCUMENTS = List.of(
            document("b3-financial-indicators", 1, indicators("5,9001", "14,10")),
            document("b3-trade-information", 2, tradeInformation("5900,5")),
            document("b3-instruments", 3, instruments()),
            document("b3-price-report", 4, priceReport("5900", 100, true, "1")),
            document("b3-rates-curve", 5, curve(14.1)),
            document("b3-price-report", 6, priceReport("5912.5", 300, true, "2")),
            document("b3-financial-indicators", 7, indicators("5,9105", "14,15")),
            document("b3-price-report", 8, priceReport("5900", 100, true, "3")),
            document("bcb-indicators", 9, "[{\"data\":\"09/04/2025\",\"valor\":\"14.15\"}]"),
            document("b3-rates-curve", 10, curve(14.3)),
            document("b3-price-report", 11, priceReport("5905", 100, false, "4")));

    private static final List<String> QUERIES = List.of(
            "/adjustments?from=2025-04-10&to=2025-04-10",
            "/indicators?from=2025-04-01&to=2025-04-30",
            "/snapshots?from=2025-04-01&to=2025-04-30",
            "/option-chain/DOL?session=2025-04-10",
            "/gamma-levels?session=2025-04-10&scope=ALL,NEXT&oiBasis=TOTAL,UNCOVERED",
            "/gamma-strikes?session=2025-04-10");

    @TempDir
    static Path dir;

    private static Map<String, JsonNode> expected = Map.of();

    @BeforeAll
    static void importInTheOrderOfKnowledge() throws Exception {
        try (RunningStack stack = RunningStack.withoutCollectors(dir.resolve("in-order"))) {
            importAll(stack, DOCUMENTS);
            String last = time(11).toString().replace("Z", ".000Z");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(stack.rows("/gamma-levels?instrument=DOL&session=2025-04-10"))
                            .singleElement()
                            .satisfies(levels -> {
                                assertThat(levels.path("status").asString()).isEqualTo("sucesso");
                                assertThat(levels.path("knownAt").asString()).isEqualTo(last);
                            }));
            expected = answers(stack);
            assertThat(stack.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void theDocumentsMakeADifference() {
        assertThat(settlements(12)).containsExactly("5905");
        assertThat(settlements(9)).containsExactly("5900", "129000");
        assertThat(settlements(7)).containsExactly("5912.5", "129000");
        assertThat(settlements(3)).containsExactly("5900.5");
        assertThat(expected.values().stream().distinct().count()).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anotherOrderEndsInTheSameAnswers(long seed) throws Exception {
        List<Document> shuffled = new ArrayList<>(DOCUMENTS);
        Collections.shuffle(shuffled, new Random(seed));
        try (RunningStack stack = RunningStack.withoutCollectors(dir.resolve("order-" + seed))) {
            importAll(stack, shuffled);

            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(10))
                    .pollDelay(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(answers(stack)).containsExactlyEntriesOf(expected));
            RunningStack.Ended verified = stack.run("verify");
            assertThat(verified.exitCode()).as(verified.lines().toString()).isZero();
        }
    }

    private static List<String> settlements(int hour) {
        List<String> prices = new ArrayList<>();
        Objects.requireNonNull(expected.get(asOf(QUERIES.get(0), hour)))
                .forEach(row -> prices.add(row.path("priceSettlement")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString()));
        return prices;
    }

    private static void importAll(RunningStack stack, List<Document> documents) throws IOException {
        for (Document document : documents) {
            // The document of the central bank does not name its series, which is the annual rate of the CDI.
            Path file = Files.createTempFile(dir, document.feed(), ".sgs.4389");
            Files.write(file, document.text().getBytes(UTF_8));
            RunningStack.Ended ended = stack.run(
                    "import",
                    document.feed(),
                    file.toString(),
                    "--session",
                    SESSION.toString(),
                    "--known-at",
                    document.knownAt().toString());
            assertThat(ended.lines()).as(ended.errors()).singleElement().satisfies(line -> assertThat(
                            line.path("failure").isMissingNode())
                    .as(line.toString())
                    .isTrue());
        }
    }

    /** Returns the answers as of several times of knowledge, by query. */
    private static Map<String, JsonNode> answers(RunningStack stack) throws Exception {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String query : QUERIES) {
            for (int hour : new int[] {3, 5, 6, 7, 9, 10, 12}) {
                answers.put(asOf(query, hour), stack.rows(asOf(query, hour)));
            }
            answers.put(query, stack.rows(query));
        }
        return answers;
    }

    /** Returns the query for what was known just before this hour. */
    private static String asOf(String query, int hour) {
        return query + "&asOf=" + time(hour).minusSeconds(1);
    }

    private static Instant time(int hour) {
        return Instant.parse("2025-04-11T00:00:00Z").plus(Duration.ofHours(hour));
    }

    private static Document document(String feed, int hour, String text) {
        return new Document(feed, time(hour), text);
    }

    /** Returns a version of the session's report: the dollar future, its options and, unless left out, the index future. */
    private static String priceReport(String dollar, int openInterest, boolean withIndex, String version) {
        StringBuilder rows = new StringBuilder(row("DOLK25", 1000, "AdjstdQt", dollar));
        if (withIndex) {
            rows.append(row("INDJ25", 500, "AdjstdQt", "129000"));
        }
        for (int strike : STRIKES) {
            rows.append(row("DOLK25C00" + strike, openInterest + strike / 10, "RefPric", premium(5900 - strike)));
            rows.append(row("DOLK25P00" + strike, openInterest + strike / 20, "RefPric", premium(strike - 5900)));
        }
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="urn:bvmf.052.01.xsd"><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls>\
                <BizGrpIdr>%1$s</BizGrpIdr><BizGrpTp>BVBG.187.01</BizGrpTp><CreDtAndTm>%2$sT19:25:38</CreDtAndTm>\
                </BizGrpDtls></BizGrpDesc>%3$s</Xchg></BizFileHdr></Document>
                """.formatted(version, SESSION, rows);
    }

    private static String row(String ticker, int openInterest, String price, String value) {
        return """
                <BizGrp><Document xmlns="urn:bvmf.217.01.xsd"><PricRpt><TradDt><Dt>%s</Dt></TradDt>\
                <SctyId><TckrSymb>%s</TckrSymb></SctyId>\
                <FinInstrmId><PlcOfListg><MktIdrCd>BVMF</MktIdrCd></PlcOfListg></FinInstrmId><TradDtls/>\
                <FinInstrmAttrbts><OpnIntrst>%d</OpnIntrst><%4$s Ccy="BRL">%5$s</%4$s></FinInstrmAttrbts>\
                </PricRpt></Document></BizGrp>
                """.formatted(SESSION, ticker, openInterest, price, value);
    }

    /** Returns a premium, which is lower the further the option is out of the money. */
    private static String premium(int inTheMoney) {
        return Integer.toString(Math.max(inTheMoney, 0) + 80 - Math.abs(inTheMoney) / 4);
    }

    private static String instruments() {
        StringBuilder csv = new StringBuilder("Status do Arquivo: Final\n"
                + "RptDt;TckrSymb;Asst;AsstDesc;SgmtNm;MktNm;SctyCtgyNm;XprtnDt;ISIN;OptnTp;CtrctMltplr;TradgCcy;ExrcPric;"
                + "OptnStyle;PricFctr\n");
        for (int strike : STRIKES) {
            for (String type : List.of("Call", "Put")) {
                csv.append("%s;DOLK25%s00%d;DOL;DOL;FINANCIAL;OPTIONS ON SPOT;OPTION ON SPOT;%s;;%s;50;BRL;%d;EURO;\n"
                        .formatted(SESSION, type.charAt(0), strike, EXPIRY, type, strike));
            }
        }
        return csv.toString();
    }

    private static String tradeInformation(String dollar) {
        return "Status do Arquivo: Final\n"
                + "RptDt;TckrSymb;ISIN;SgmtNm;MinPric;MaxPric;TradAvrgPric;LastPric;OscnPctg;AdjstdQt;AdjstdQtTax;RefPric;"
                + "TradQty;FinInstrmQty;NtlFinVol\n"
                + SESSION + ";DOLK25;;FINANCIAL;;;;;;" + dollar + ";;;;;\n";
    }

    private static String curve(double level) {
        StringBuilder lines = new StringBuilder();
        int number = 1;
        for (String curve : List.of("PRE", "DOL", "DOC")) {
            for (int days : List.of(1, 22, 53, 180, 360)) {
                LocalDate date = SESSION.plusDays(days);
                lines.append(String.format(
                        Locale.ROOT,
                        "%06d00101%sT1%-5s%-15s%05d%05d+%014dF%05d\r\n",
                        number++,
                        SESSION.format(DateTimeFormatter.BASIC_ISO_DATE),
                        curve,
                        "DIx" + curve,
                        days,
                        BusinessDays.latest().between(SESSION, date),
                        Math.round((curve.equals("PRE") ? level : 5.1) * 10_000_000),
                        days));
            }
        }
        return lines.toString();
    }

    private static String indicators(String dollar, String cdi) {
        return "[" + indicator(10008989, "DÓLAR CUPOM LIMPO", dollar, "10/04/2025") + ","
                + indicator(9800334, "TAXA CDI CETIP", cdi, "09/04/2025") + "]";
    }

    private static String indicator(long code, String name, String value, String day) {
        return """
                {"securityIdentificationCode":%d,"description":"%s","groupDescription":"TAXAS","value":"%s","rate":"",\
                "lastUpdate":"%s"}""".formatted(code, name, value, day);
    }
}
