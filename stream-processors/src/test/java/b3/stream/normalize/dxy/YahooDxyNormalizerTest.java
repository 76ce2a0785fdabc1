package b3.stream.normalize.dxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Reason;
import b3.schema.Rejection;
import b3.schema.dxy.DxyTick;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.Normalized;
import b3.stream.normalize.UnreadableDocumentException;
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

    private static Instant at(String time) {
        return Instant.parse("2025-01-06T" + time + "Z");
    }

    private static Normalized read(Fixture document) {
        return document.read(YahooDxyNormalizer.ofSource());
    }

    private static List<DxyTick> ticks(Normalized found) {
        return found.records().stream().map(DxyTick.class::cast).toList();
    }
}
