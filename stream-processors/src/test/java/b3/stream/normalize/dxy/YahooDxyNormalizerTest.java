package b3.stream.normalize.dxy;

import static b3.stream.normalize.RealDocuments.caseOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.dxy.DxyTick;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YahooDxyNormalizerTest {

    @Test
    void readsTheChartAndItsThreeBuckets() {
        Normalized found = read(Fixture.of("dxy/chart.json"));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isNull();
        assertThat(ticks(found))
                .extracting(DxyTick::bucket, DxyTick::at, DxyTick::level, DxyTick::percentChange)
                .containsExactly(
                        tuple("dxy_08h35", at("11:35:00"), 108.7, -0.229463),
                        tuple("dxy_08h45", at("11:45:00"), 108.62, -0.302891),
                        tuple("dxy_08h50", at("11:50:00"), 108.62, -0.302891),
                        tuple("dxy_08h55", at("11:55:00"), 108.6, -0.321248),
                        tuple("dxy_09h00", at("12:00:00"), 108.574, -0.345112));
        assertThat(ticks(found)).allMatch(tick -> tick.session().equals(Fixture.SESSION));
        assertThat(ticks(found)).extracting(DxyTick::previousClose).containsOnly(108.95);
    }

    @Test
    void givesNoBucketBeforeItsMoment() {
        Normalized found = read(Fixture.of("dxy/chart.json").fetched(at("11:52:00")));
        assertThat(ticks(found))
                .extracting(DxyTick::bucket)
                .contains("dxy_08h50", "dxy_08h55")
                .doesNotHaveDuplicates();
        Normalized stale = read(Fixture.of("dxy/chart-stale-before-the-buckets.json"));
        assertThat(ticks(stale)).extracting(DxyTick::bucket).containsExactly("dxy_08h14");
    }

    @Test
    void knowsNoChangeWithoutAPreviousClose() {
        assertThat(ticks(read(Fixture.of("dxy/chart-without-previous-close.json"))))
                .isNotEmpty()
                .allMatch(tick -> tick.percentChange() == null && tick.previousClose() == null);
    }

    @Test
    void rejectsBadBarsOfAChart() {
        Normalized found = read(Fixture.of("dxy/chart-bad-bars.json"));
        assertThat(found.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Reason.UNREADABLE_FIELD, Reason.INCONSISTENT_ROW, Reason.UNREADABLE_NUMBER);
        assertThat(ticks(found)).extracting(DxyTick::bucket).startsWith("dxy_08h45");
    }

    @ParameterizedTest
    @CsvSource({
        "chart-of-the-future.json, DX=F",
        "chart-weekly.json, bars of 1wk",
        "chart-fewer-closes.json, as many closes",
        "chart-error.json, Not Found",
        "too-many-requests.txt, Too Many Requests",
        "bars-of-the-future.csv, DX=F",
        "other-columns.csv, expected chart JSON",
    })
    void refusesWhatIsNotTheIndex(String file, String detail) {
        assertThatThrownBy(() -> read(Fixture.of("dxy/" + file)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bars.csv", "bars-with-three-header-lines.csv"})
    void measuresTheBarsOfACaptureFromTheCloseInNewYork(String file) {
        Normalized found = read(Fixture.of("dxy/" + file));
        assertThat(found.rejections()).isEmpty();
        assertThat(ticks(found))
                .extracting(DxyTick::bucket, DxyTick::level, DxyTick::previousClose)
                .containsExactly(
                        tuple("dxy_18h30", 109.05, null),
                        tuple("dxy_18h59", 108.95, null),
                        tuple("dxy_08h30", 108.62, 108.95),
                        tuple("dxy_08h50", 108.62, 108.95),
                        tuple("dxy_08h55", 108.62, 108.95),
                        tuple("dxy_09h00", 108.574, 108.95),
                        tuple("dxy_10h00", 108.4, 108.95));
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily-bars.csv", "daily-bars-at-midnight.csv"})
    void takesTheBarsOfDaysForClosesInNewYorkButNotTheLastWhichMayBeADayInPart(String file) {
        Normalized found = read(Fixture.of("dxy/" + file));
        assertThat(ticks(found))
                .extracting(DxyTick::bucket, DxyTick::at, DxyTick::level, DxyTick::previousClose)
                .containsExactly(
                        tuple("dxy_19h00", Instant.parse("2025-01-02T22:00:00Z"), 109.39, null),
                        tuple("dxy_19h00", Instant.parse("2025-01-03T22:00:00Z"), 108.95, 109.39));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.MISSING_FIELD);
            assertThat(rejection.detail()).contains("2025-01-06").contains("in part");
        });
    }

    @ParameterizedTest
    @CsvSource({"null", "NaN", "''", "n/a", "0"})
    void measuresNoChangeFromAnotherDayThanTheSessionBefore(String close) {
        Normalized found =
                read(days("2025-01-06,108.26", "2025-01-07," + close, "2025-01-08,109.08", "2025-01-09,109.2"));
        assertThat(ticks(found))
                .extracting(DxyTick::session, DxyTick::previousClose, DxyTick::percentChange)
                .containsExactly(
                        tuple(LocalDate.of(2025, 1, 6), null, null), tuple(LocalDate.of(2025, 1, 8), null, null));
        assertThat(found.rejections())
                .extracting(Rejection::where, Rejection::detail)
                .contains(
                        tuple(
                                "session 2025-01-08",
                                "previous close: expected the close of 2025-01-07, saw none in the document: no change is known"));
    }

    @Test
    void measuresTheChangeAcrossTheDaysOnWhichTheIndexRests() {
        Normalized found =
                read(days("2024-12-31,108.49", "2025-01-02,109.39", "2025-01-03,108.95", "2025-01-06,108.26"));
        assertThat(ticks(found)).extracting(DxyTick::previousClose).containsExactly(null, 108.49, 109.39);
        assertThat(found.rejections()).hasSize(1);
    }

    @Test
    void aDayThatEndsEarlyInTheDocumentHasNoClose() {
        Fixture document = Fixture.of("""
                Datetime,Close,Volume
                2025-07-03 16:30:00,97.136,0
                2025-07-04 12:00:00,96.95,0
                """.getBytes(UTF_8)).at("file:dxy.csv");
        Normalized found = read(document);
        assertThat(ticks(found)).isNotEmpty().allMatch(tick -> tick.previousClose() == null);
        assertThat(found.rejections()).extracting(Rejection::where).containsExactly("session 2025-07-04");
    }

    @Test
    void theCloseOfTheSourceIsTheOneBeforeItsFirstDay() {
        String chart = new String(Fixture.of("dxy/chart-daily.json").bytes(), UTF_8)
                .replace("108.94999694824219,", "null,")
                .replaceFirst("null,\\s*108.26", "108.95, 108.26");
        assertThat(ticks(read(Fixture.of(chart.getBytes(UTF_8)))))
                .isNotEmpty()
                .allMatch(tick -> tick.previousClose() == null);
    }

    @Test
    void readsFiguresWithNoiseInTheLastDigitToWhatTheyMean() {
        Normalized found = read(Fixture.of(caseOf("dxy_float_noise.csv")).at("file:dxy_float_noise.csv"));
        assertThat(ticks(found))
                .extracting(DxyTick::level)
                .containsExactly(97.39, 97.21, 97.38, 97.65, 98.66, 98.91, 99.94, 100.03, 98.69, 98.78, 98.78);
        assertThat(ticks(found).stream().skip(1)).allMatch(tick -> tick.percentChange() != null);
        assertThat(found.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .contains("2025-08-06", "in part"));
    }

    @Test
    void readsACaptureWithADayWithoutAClose() {
        Normalized found = read(Fixture.of(caseOf("dxy_null_close.csv")).at("file:dxy_null_close.csv"));
        assertThat(ticks(found))
                .extracting(DxyTick::session, DxyTick::level, DxyTick::previousClose, DxyTick::percentChange)
                .containsExactly(
                        tuple(LocalDate.of(2023, 3, 1), 104.39, null, null),
                        tuple(LocalDate.of(2023, 3, 3), 104.53, null, null));
        assertThat(found.rejections()).extracting(Rejection::where).contains("session 2023-03-03");
    }

    @ParameterizedTest
    @CsvSource({
        "97.37999725341795, 97.38",
        "99.94000244140624, 99.94",
        "97.87000274658205, 97.87",
        "97.38000000000001, 97.38",
        "97.37999999999998, 97.38",
        "108.574, 108.574",
    })
    void undoesNoiseInTheLastDigits(BigDecimal printed, double meant) {
        assertThat(DxyBar.level("close", printed).doubleValue()).isEqualTo(meant);
    }

    @Test
    void refusesACaptureOfASharesPrices() {
        Fixture share = Fixture.of(caseOf("share_prices_not_dxy.csv")).at("file:share_prices_not_dxy.csv");
        assertThatThrownBy(() -> read(share))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("nothing in it says that it is of the dollar index");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:capture.csv | 0 | 108.26 | nothing in it says",
                "file:dxy.csv | 12500 | 108.26 | an index has no volume",
                "file:dxy.csv | 0 | 23.50 | expected a level from 60 to 180",
                "file:dxy.csv | 0 | 101.20 | no move of the index",
            })
    void refusesACaptureThatCannotBeOfTheIndex(String name, String volume, String close, String detail) {
        String file = "Date,Close,Volume\n2025-01-06,%s,%s\n2025-01-07,%s,%s\n2025-01-08,109.08,0\n2025-01-09,109,0\n"
                .formatted(close, volume, close, volume);
        assertThatThrownBy(() -> read(Fixture.of(file.getBytes(UTF_8)).at(name)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(detail);
    }

    @Test
    void takesAnEarlierDayForWholeWhenALaterOneHasNoClose() {
        Normalized found = read(Fixture.of("dxy/daily-bars-then-a-holiday.csv"));
        assertThat(found.rejections()).isEmpty();
        assertThat(ticks(found)).extracting(DxyTick::at).containsExactly(Instant.parse("2025-07-03T21:00:00Z"));
    }

    @Test
    void takesTheDaysOfAChartForClosesInNewYork() {
        Normalized found = read(Fixture.of("dxy/chart-daily.json"));
        assertThat(ticks(found))
                .extracting(DxyTick::bucket, DxyTick::at, DxyTick::level, DxyTick::previousClose)
                .containsExactly(tuple("dxy_19h00", Instant.parse("2025-01-03T22:00:00Z"), 108.95, 109.39));
        assertThat(found.rejections())
                .extracting(Rejection::where, Rejection::reason)
                .containsExactly(tuple("bar 3", Reason.MISSING_FIELD));
    }

    @Test
    void believesAnOffset() {
        assertThat(ticks(read(Fixture.of("dxy/bars-with-new-york-offset.csv")))
                        .get(0)
                        .at())
                .isEqualTo(at("11:30:00"));
    }

    @Test
    void rejectsBadBarsOfACapture() {
        Normalized found = read(Fixture.of("dxy/bad-bars.csv"));
        assertThat(found.rejections())
                .extracting(Rejection::reason, Rejection::where)
                .containsExactly(
                        tuple(Reason.UNREADABLE_FIELD, "line 3"),
                        tuple(Reason.INCONSISTENT_ROW, "line 4"),
                        tuple(Reason.UNREADABLE_NUMBER, "line 5"),
                        tuple(Reason.UNREADABLE_NUMBER, "line 6"));
        assertThat(ticks(found)).hasSize(4).allMatch(tick -> Double.valueOf(108.62)
                .equals(tick.level()));
    }

    @Test
    void readsTheBucketsOfTheOldCollector() {
        Normalized found = read(Fixture.of("dxy/dxy_coleta.csv"));
        assertThat(found.rejections()).isEmpty();
        assertThat(ticks(found))
                .extracting(DxyTick::bucket, DxyTick::at, DxyTick::percentChange, DxyTick::level)
                .containsExactly(
                        tuple("dxy_08h50", at("11:50:00"), 0.31, null),
                        tuple("dxy_08h55", at("11:55:00"), 0.31, null),
                        tuple("dxy_09h00", at("12:00:00"), -0.05, null),
                        tuple("dxy_09h00", Instant.parse("2025-01-07T12:00:00Z"), 0.1, null));
    }

    @Test
    void readsTheOldNamesOfTheBuckets() {
        assertThat(ticks(read(Fixture.of("dxy/dxy_coleta-old-names.csv"))))
                .extracting(DxyTick::bucket, DxyTick::percentChange)
                .containsExactly(tuple("dxy_08h50", 0.31), tuple("dxy_08h55", -0.02));
    }

    @Test
    void rejectsBadBucketsAndKeepsTheOthers() {
        Normalized found = read(Fixture.of("dxy/dxy_coleta-faults.csv"));
        assertThat(found.rejections())
                .extracting(Rejection::reason, Rejection::where)
                .containsExactly(
                        tuple(Reason.UNREADABLE_NUMBER, "line 2 dxy_08h50"),
                        tuple(Reason.UNREADABLE_NUMBER, "line 2 dxy_08h55"),
                        tuple(Reason.MISSING_FIELD, "line 2 dxy_09h00"),
                        tuple(Reason.UNREADABLE_FIELD, "line 3"),
                        tuple(Reason.INCONSISTENT_ROW, "line 4 dxy_08h50"),
                        tuple(Reason.UNREADABLE_NUMBER, "line 4 dxy_08h55"));
        assertThat(ticks(found))
                .extracting(DxyTick::session, DxyTick::percentChange)
                .containsExactly(tuple(LocalDate.of(2025, 1, 8), 0.2));
    }

    @Test
    void undoesTheWideningOfEveryFloatWithThreeDecimals() {
        Random random = new Random(20250106);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal level = BigDecimal.valueOf(70_000L + random.nextInt(60_000), 3);
            BigDecimal widened = new BigDecimal(Double.toString(level.floatValue()));
            assertThat(DxyBar.level("close", widened).doubleValue()).isEqualTo(level.doubleValue());
        }
    }

    private static Fixture days(String... rows) {
        String file = "Date,Close,Volume\n" + String.join(",0\n", rows) + ",0\n";
        return Fixture.of(file.getBytes(UTF_8)).at("file:dxy.csv");
    }

    private static Instant at(String time) {
        return Instant.parse("2025-01-06T" + time + "Z");
    }

    private static Normalized read(Fixture document) {
        return document.read(new YahooDxyNormalizer());
    }

    private static List<DxyTick> ticks(Normalized found) {
        return found.records().stream().map(DxyTick.class::cast).toList();
    }
}
