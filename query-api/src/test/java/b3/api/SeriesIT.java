package b3.api;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.calendar.ContractMonth;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Indicators, surfaces, the dollar index, curves and snapshots over HTTP and a real database. */
class SeriesIT {

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        indicator("2025-02-03", "taxa_selic", 13.15, "2025-02-04T09:00:00Z");
        indicator("2025-02-04", "taxa_selic", 13.25, "2025-02-05T09:00:00Z");
        indicator("2025-02-04", "taxa_selic", 13.2, "2025-02-04T21:00:00Z");
        indicator("2025-02-05", "dolar_cupom_limpo", 5.5021, "2025-02-05T21:00:00Z");
        // a surface of two expiries, its correction that drops one point, and one of the session before
        for (int delta : new int[] {99, 5, 10, 25, 1}) {
            point("2025-02-03", "DOL", "H25", "mar-25", 30, delta, 12 + delta / 100.0, "2025-02-03T22:00:00Z");
            point("2025-02-04", "DOL", "H25", "mar-25", 29, delta, 13 + delta / 100.0, "2025-02-04T22:00:00Z");
            point("2025-02-04", "DOL", "J25", "abr-25", 56, delta, 14 + delta / 100.0, "2025-02-04T22:00:00Z");
            if (delta != 99) {
                point("2025-02-04", "DOL", "H25", "mar-25", 29, delta, 15 + delta / 100.0, "2025-02-05T22:00:00Z");
            }
        }
        point("2025-01-31", "IBOV", null, null, 10, 50, 18.5, "2025-01-31T22:00:00Z");
        tick("2025-02-03", "dxy_08h50", "2025-02-03T11:50:00Z", 109.25, 0.26);
        tick("2025-02-04", "dxy_08h50", "2025-02-04T11:50:00Z", 108.5, -0.31);
        tick("2025-02-04", "dxy_09h00", "2025-02-04T12:00:00Z", null, null);
        for (int day = 1; day <= 130; day++) {
            vertex("2025-02-04", "PRE", day, 13 + day / 1000.0);
        }
        vertex("2025-02-04", "DOL", 1, 5.5);
        vertex("2025-02-03", "PRE", 1, 12.9);
        snapshot("2025-02-03", "DOL", "H25", 5856.572, 5850.0);
        snapshot("2025-02-04", "DOL", "H25", 5800.25, 5856.572);
        snapshot("2025-02-03", "DI1", "F27", 76543.21, null);
        snapshot("2025-02-03", "WDO", "J25", 5880.5, null);
        api.sample(
                Datasets.SNAPSHOTS,
                "instrument expiry value known_at",
                "WDO",
                "2025-03-05",
                5857.0,
                "2025-02-05T09:00:00.000000Z");
        api.row(
                "b3_snapshots_log",
                "ts kind unit instrument name value display_value",
                "2025-02-03",
                "INDICATOR",
                "PERCENT_A_YEAR",
                "taxa_selic",
                "TAXA SELIC",
                13.15,
                "13,15");
        api.settle();
    }

    @Test
    void indicatorsHaveTheirLegacyFieldsAndTheStandingRevision() {
        assertThat(api.get("/indicators?from=2025-02-04&to=2025-02-04").body())
                .isEqualTo(
                        "{\"data\":[{\"name\":\"taxa_selic label\",\"value\":13.25,\"displayValue\":\"13.25\","
                                + "\"updatedAt\":\"2025-02-04\",\"timestamp\":\"2025-02-04T00:00:00.000Z\","
                                + "\"indicator\":\"taxa_selic\",\"session\":\"2025-02-04\",\"unit\":\"PERCENT_A_YEAR\",\"group\":null,\"code\":123456789012,"
                                + "\"source\":\"b3-financial-indicators\",\"knownAt\":\"2025-02-05T09:00:00.000Z\","
                                + "\"document\":\"d\"}],\"next\":null,\"dataset\":\"indicators\",\"unit\":\"as the row says\"}");
        assertThat(api.values("/indicators", "updatedAt", "indicator", "value"))
                .containsExactly(
                        "2025-02-05 dolar_cupom_limpo 5.5021",
                        "2025-02-04 taxa_selic 13.25",
                        "2025-02-03 taxa_selic 13.15");
        assertThat(api.values("/indicators/daily?indicator=TAXA_SELIC", "timestamp", "indicator", "value"))
                .containsExactly(
                        "2025-02-04T00:00:00.000Z taxa_selic 13.25", "2025-02-03T00:00:00.000Z taxa_selic 13.15");
        assertThat(api.rows("/indicators/daily").get(0).size()).isEqualTo(3);
    }

    @Test
    void theLatestSurfaceIsWholeAndInOrderOfNumbers() {
        assertThat(api.values("/vol-surface?asset=DOL", "timestamp", "contractMonth", "deltaBucket", "volatility"))
                .containsExactly(
                        "2025-02-04T00:00:00.000Z mar-25 delta_1 15.01",
                        "2025-02-04T00:00:00.000Z mar-25 delta_5 15.05",
                        "2025-02-04T00:00:00.000Z mar-25 delta_10 15.1",
                        "2025-02-04T00:00:00.000Z mar-25 delta_25 15.25");
        assertThat(api.values("/vol-surface", "asset", "delta"))
                .containsExactly("DOL 1", "DOL 5", "DOL 10", "DOL 25", "IBOV 50");
        assertThat(api.values("/vol-surface?asset=IBOV", "contractMonth", "contract", "expiry", "updatedAt"))
                .containsExactly("null null null 2025-01-31");
    }

    @Test
    void aSurfaceIsTheOneThatStoodThen() {
        assertThat(api.values("/vol-surface?asset=DOL&asOf=2025-02-05T21:59:59Z", "contract", "delta", "volatility"))
                .containsExactly(
                        "H25 1 13.01",
                        "H25 5 13.05",
                        "H25 10 13.1",
                        "H25 25 13.25",
                        "H25 99 13.99",
                        "J25 1 14.01",
                        "J25 5 14.05",
                        "J25 10 14.1",
                        "J25 25 14.25",
                        "J25 99 14.99");
        assertThat(api.rows("/vol-surface?asOf=2025-01-01")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/vol-surface?contract=H25, 4",
        "/vol-surface?contract=mar-25, 4",
        "/vol-surface?contract=MAR/25, 4",
        "/vol-surface?contract=J25, 0",
        "/vol-surface?contract=J25&asOf=2025-02-04, 5",
        "/vol-surface?contract=h25%2Cabr-25&asOf=2025-02-04, 10",
        "/vol-surface?session=2025-02-03, 5",
        "/vol-surface?session=2025-02-01, 0",
        "/vol-surface?limit=1, 4",
        "/vol-surface?limit=9, 9",
        "/vol-surface?limit=1000, 10",
        "/vol-surface?limit=60&contract=H25, 9",
        "/vol-surface?from=2025-02-01&to=2025-02-03, 5",
        "/dxy?from=2025-02-01, 3",
        "/dxy?limit=1, 1",
        "/dxy?bucket=dxy_8h50, 1",
        "/dxy?bucket=dxy_08h50&from=2025-01-01, 2",
        "/dxy?session=2025-02-03, 1",
        "/dxy?session=2025-02-05, 0",
        "/dxy?asOf=2025-01-01, 0",
    })
    void filtersWithoutCuttingARecord(String path, int rows) {
        assertThat(api.rows(path)).hasSize(rows);
    }

    @Test
    void pagesThroughWholeSurfaces() {
        Stream<String> pages = api.pages("/vol-surface?limit=3").stream()
                .map(page -> page.get("data"))
                .map(rows -> rows.get(0).get("timestamp").asString().substring(0, 10) + " " + rows.size());
        assertThat(pages).containsExactly("2025-02-04 4", "2025-02-03 5", "2025-01-31 1");
    }

    @Test
    void theDollarIndexIsThatOfTheNewestSession() {
        assertThat(api.values("/dxy", "bucket", "value", "timestamp", "level", "session"))
                .containsExactly(
                        "dxy_09h00 null 2025-02-04T12:00:00.000Z null 2025-02-04",
                        "dxy_08h50 -0.31 2025-02-04T11:50:00.000Z 108.5 2025-02-04");
    }

    @Test
    void curvesAreWhole() {
        assertThat(api.values("/rates?curve=pre", "businessDays", "rate"))
                .hasSize(130)
                .startsWith("1 13.001", "2 13.002")
                .endsWith("130 13.13");
        assertThat(api.rows("/rates")).hasSize(131);
        assertThat(api.values("/rates?session=2025-02-03", "curve", "rate", "fixed"))
                .containsExactly("PRE 12.9 true");
        JsonNode first = api.json("/rates?curve=PRE&limit=10");
        assertThat(first.get("data").size()).isEqualTo(130);
        assertThat(api.values(
                        "/rates?curve=PRE&limit=10&cursor=" + first.get("next").asString(), "session"))
                .containsExactly("2025-02-03");
    }

    @Test
    void snapshotsAreTheNewestOfEachInstrument() {
        assertThat(api.values(
                        "/snapshots?kind=future",
                        "instrument",
                        "contractMonth",
                        "priceSettlement",
                        "priceSettlementPrev"))
                .containsExactly("DOL H25 5800.25 5856.572", "DI1 F27 76543.21 null", "WDO H25 5857.0 null");
        assertThat(api.values("/snapshots?session=2025-02-03&kind=FUTURE", "instrument", "priceSettlement"))
                .containsExactly("DI1 76543.21", "DOL 5856.572", "WDO 5857.0");
        assertThat(api.values("/snapshots?instrument=dol&limit=5", "timestamp"))
                .containsExactly("2025-02-04T00:00:00.000Z", "2025-02-03T00:00:00.000Z");
    }

    @Test
    void theFrontContractIsTheOneThatStands() {
        assertThat(api.values("/snapshots?instrument=WDO", "contractMonth", "expiry", "value"))
                .containsExactly("H25 2025-03-05 5857.0");
        assertThat(api.values("/snapshots?instrument=WDO&asOf=2025-02-04", "contractMonth"))
                .containsExactly("J25");
        assertThat(api.rows("/snapshots?instrument=WDO&from=2025-01-01")).hasSize(1);
    }

    @Test
    void snapshotsOfIndicatorsHaveNoContract() {
        assertThat(api.values(
                        "/snapshots?kind=INDICATOR",
                        "instrument",
                        "name",
                        "value",
                        "displayValue",
                        "unit",
                        "session",
                        "contractMonth",
                        "priceSettlement",
                        "status"))
                .containsExactly("taxa_selic TAXA SELIC 13.15 13,15 PERCENT_A_YEAR 2025-02-03 null null null");
        assertThat(api.values("/snapshots?instrument=TAXA_SELIC,dol", "instrument"))
                .containsExactly("DOL", "taxa_selic");
    }

    @Test
    void figuresAreTheSameInEveryFormat() {
        assertThat(api.get("/snapshots?format=csv&instrument=DI1").body())
                .isEqualTo(
                        "instrument,contractMonth,priceSettlement,priceSettlementPrev,status,timestamp,kind,name,expiry,"
                                + "session,value,displayValue,unit,source,knownAt,document\r\nDI1,F27,76543.21,,ajustado,"
                                + "2025-02-03T00:00:00.000Z,FUTURE,,2027-01-04,2025-02-03,76543.21,,POINTS,"
                                + "b3-price-report,2025-02-04T09:00:00.000Z,d\r\n");
        assertThat(api.get("/snapshots?format=ndjson").body().lines().map(Json.MAPPER::readTree))
                .containsExactlyElementsOf(api.rows("/snapshots"));
        String tag = api.get("/vol-surface").headers().firstValue("etag").orElseThrow();
        assertThat(api.get("/vol-surface", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/indicators?indicator=a-b|indicator",
                "/indicators/daily?limit=1001|limit",
                "/indicators?sessao=2025-02-03|sessao",
                "/vol-surface?contract=A25|contract",
                "/vol-surface?contract=nov25|contract",
                "/vol-surface?session=2025-02-30|session",
                "/vol-surface?session=2025-02-03T00:00:00Z|session",
                "/vol-surface?session=1969-12-31|session",
                "/vol-surface?limit=0|limit",
                "/vol-surface?cursor=x|cursor",
                "/dxy?bucket=08h50|bucket",
                "/dxy?latest=true|latest",
                "/rates?curve=P-E|curve",
                "/rates?from=2025-02-04&to=2025-02-03|from",
                "/snapshots?instrument=|instrument",
                "/snapshots?kind=OPTION|kind",
                "/snapshots?asOf=now|asOf",
            })
    void namesTheParameterThatIsWrong(String path, String parameter) {
        var answer = api.get(path);
        HttpIT.assertProblem(answer, 400);
        assertThat(Json.MAPPER.readTree(answer.body()).get("parameter").asString())
                .isEqualTo(parameter);
    }

    private static void indicator(String day, String indicator, double value, String knownAt) {
        api.sample(
                Datasets.INDICATORS,
                "ts indicator name value display_value code source known_at",
                day,
                indicator,
                indicator + " label",
                value,
                Double.toString(value),
                123456789012L,
                "b3-financial-indicators",
                knownAt);
    }

    private static void point(
            String day,
            String asset,
            @Nullable String contract,
            @Nullable String label,
            int days,
            int delta,
            double volatility,
            String knownAt) {
        api.sample(
                Datasets.VOL_SURFACE,
                "ts asset contract_month month_label calendar_days delta volatility known_at",
                day,
                asset,
                contract,
                label,
                days,
                delta,
                volatility,
                knownAt);
    }

    private static void tick(
            String session, String bucket, String at, @Nullable Double level, @Nullable Double change) {
        api.sample(Datasets.DXY, "ts bucket session level percent_change", at, bucket, session, level, change);
    }

    private static void vertex(String session, String curve, int days, double rate) {
        api.sample(
                Datasets.RATES,
                "ts curve name business_days calendar_days rate",
                session,
                curve,
                curve + " name",
                days,
                days,
                rate);
    }

    private static void snapshot(
            String session, String instrument, String month, double price, @Nullable Double previous) {
        api.sample(
                Datasets.SNAPSHOTS,
                "ts instrument contract_month expiry value previous",
                session,
                instrument,
                month,
                ContractMonth.parse(month).expiryOfDollar().toString(),
                price,
                previous);
    }
}
