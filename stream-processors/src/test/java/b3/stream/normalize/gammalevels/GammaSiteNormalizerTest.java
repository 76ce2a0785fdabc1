package b3.stream.normalize.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.gammalevels.GammaLevels;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.document.Packed;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaSiteNormalizerTest {

    private static final Instant NINE_FIVE = Instant.parse("2025-01-06T12:05:00Z");

    @Test
    void readsATable() {
        Normalized found = read("table.html");

        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(levels(found))
                .extracting(
                        GammaLevels::instrument,
                        levels -> levels.levels().callWall(),
                        levels -> levels.levels().putWall(),
                        levels -> levels.levels().gammaFlip(),
                        GammaLevels::status,
                        GammaLevels::reasons)
                .containsExactly(
                        tuple("ES_SP500", 6050.0, 5900.0, 5972.25, "sucesso", Map.of()),
                        tuple(
                                "VIX",
                                22.0,
                                null,
                                null,
                                "sucesso",
                                Map.of("put_wall", "LEGACY_NA", "gamma_flip", "NOT_GIVEN")),
                        tuple(
                                "NDX",
                                null,
                                null,
                                null,
                                "falha",
                                Map.of("call_wall", "LEGACY_NA", "put_wall", "LEGACY_NA", "gamma_flip", "NOT_GIVEN")));
        assertThat(levels(found)).allSatisfy(levels -> {
            assertThat(levels.source()).isEqualTo(GammaLevels.SITE);
            assertThat(levels.scope() + " " + levels.oiBasis()).isEqualTo("ALL TOTAL");
            assertThat(levels.session()).isEqualTo(Fixture.SESSION);
            assertThat(levels.asOf()).isEqualTo(NINE_FIVE);
            assertThat(levels.provenance().source()).isEqualTo("gamma-levels-site");
            assertThat(levels.exposures()).isNull();
            assertThat(levels.inputs()).isNull();
        });
        assertThat(levels(found).get(1).rawPayload())
                .as("as the document says it, to the letter")
                .isEqualTo("<tr><td>VIX</td><td>22,00</td><td>N/A</td><td>–</td><td>sucesso</td></tr>");
    }

    @Test
    void readsElementsWithTheirOwnTimes() {
        Normalized found = read("elements.html");

        assertThat(found.rejections()).isEmpty();
        assertThat(levels(found))
                .extracting(
                        GammaLevels::instrument,
                        levels -> levels.levels().callWall(),
                        levels -> levels.levels().putWall(),
                        GammaLevels::asOf)
                .containsExactly(
                        tuple("ES_SP500", 6050.0, 5900.0, NINE_FIVE),
                        tuple("VIX", 22.0, null, Instant.parse("2025-01-06T12:20:30Z")));
        assertThat(levels(found).get(0).rawPayload())
                .startsWith("<div data-instrument=\"ES")
                .endsWith(">S&amp;P</div>");
    }

    @Test
    void anInstrumentWithoutALevelIsNotTheElementOfIt() {
        Normalized found = read("elements-without-levels-around-a-table.html");

        assertThat(found.rejections()).isEmpty();
        assertThat(levels(found))
                .extracting(GammaLevels::instrument, levels -> levels.levels().callWall())
                .containsExactly(tuple("VIX", 22.0));
    }

    @Test
    void withoutATimeItIsTheSessionAskedFor() {
        LocalDate asked = LocalDate.of(2025, 1, 3);
        GammaLevels levels = levels(fixture("without-time.html").asked(asked).read(new GammaSiteNormalizer()))
                .get(0);

        assertThat(levels.session()).isEqualTo(asked);
        assertThat(levels.asOf()).isEqualTo("2025-01-03T00:00:00Z");
        assertThat(levels.levels().callWall()).isEqualTo(6050.25);
        assertThat(levels.levels().putWall()).isEqualTo(5900.0);
    }

    @Test
    void thePagesOwnDayWinsOverTheOneAskedFor() {
        Normalized found = fixture("table.html").asked(LocalDate.of(2025, 1, 7)).read(new GammaSiteNormalizer());
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-06T09:20:00-03:00, , 2025-01-06T12:05:00Z, 2025-01-06",
        "2025-01-06T09:20:01-03:00, , 2025-01-06T12:05:00Z, -",
        "2026-01-06T09:05:00-03:00, , 2025-01-06T12:05:00Z, -",
        "2025-01-06, , 2025-01-06T12:05:00Z, 2025-01-06",
        // the evening before in São Paulo, when UTC is on the day already
        "2025-01-07, , 2025-01-07T00:30:00Z, -",
        "2025-01-07, 2025-01-06, 2025-01-07T12:05:00Z, -",
        "2025-01-07T09:00, 2025-01-06, 2025-01-07T12:05:00Z, -",
        "2025-01-03T18:00, 2025-01-06, 2025-01-06T12:05:00Z, 2025-01-03",
        // a Saturday's
        "2025-01-04T10:00, , 2025-01-04T14:00:00Z, -",
        "2025-01-04T10:00, , 2025-01-06T12:05:00Z, 2025-01-06",
        "2025-01-04T10:00, 2025-01-06, 2025-01-06T12:05:00Z, 2025-01-06",
        "2025-01-04T10:00, 2025-01-03, 2025-01-06T12:05:00Z, -",
        "'', 2025-01-06, 2025-01-06T12:05:00Z, 2025-01-06",
        "'', 2025-01-07, 2025-01-06T12:05:00Z, -",
    })
    void levelsOfTheFutureAreRejected(String time, @Nullable LocalDate asked, Instant fetched, String session) {
        String html = "<div data-instrument=\"VIX\" data-call-wall=\"22\" data-time=\"" + time + "\"></div>";
        Normalized found =
                new Fixture(html.getBytes(UTF_8), asked, "file:levels.html", fetched).read(new GammaSiteNormalizer());

        if (session.equals("-")) {
            assertThat(found.records()).isEmpty();
            assertThat(found.rejections())
                    .extracting(each -> each.reason().name())
                    .containsExactly("WRONG_SESSION");
        } else {
            assertThat(found.rejections()).isEmpty();
            assertThat(levels(found)).extracting(GammaLevels::session).containsExactly(LocalDate.parse(session));
        }
    }

    @Test
    void aRowOfTheFutureDoesNotTakeTheOthersWithIt() {
        Normalized found = read("future-row.html");

        assertThat(levels(found)).extracting(GammaLevels::instrument).containsExactly("VIX");
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(found.rejections().get(0).detail())
                .isEqualTo("time: expected a time up to 2025-01-07T02:45:00Z, saw 2025-02-06T12:05:00Z");
    }

    @Test
    void readsTheOldJson() {
        Normalized found = read("gamma.json");

        assertThat(found.rejections()).isEmpty();
        assertThat(levels(found))
                .extracting(
                        GammaLevels::instrument,
                        levels -> levels.levels().callWall(),
                        levels -> levels.levels().putWall(),
                        levels -> levels.levels().gammaFlip(),
                        GammaLevels::asOf)
                .containsExactly(
                        tuple("ES_SP500", 6050.0, 5900.0, 5972.25, Instant.parse("2025-01-06T12:10:32Z")),
                        tuple("VIX", 22.0, null, null, Instant.parse("2025-01-06T12:10:32Z")));
        assertThat(levels(found).get(0).rawPayload())
                .as("whatever else it says is kept")
                .contains("\"strikes\":[5900,6050]");
    }

    @Test
    void readsTheOldJsonAsAListWithNumbers() {
        Normalized found = read("gamma-list-of-numbers.json");

        assertThat(found.rejections()).isEmpty();
        assertThat(levels(found))
                .extracting(GammaLevels::instrument, levels -> levels.levels().callWall(), levels -> levels.levels()
                        .putWall())
                .containsExactly(tuple("ES_SP500", 6050.0, 5900.5), tuple("VIX", 22.125, null));
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
    }

    @Test
    void readsAPackedPage() {
        byte[] zip = Packed.zip("levels.html", fixture("table.html").bytes());
        assertThat(Fixture.of(zip).read(new GammaSiteNormalizer()).records()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ambiguous-figure.html|UNREADABLE_NUMBER|row 1|ES_SP500 call_wall: expected a figure that can be read in one way, saw \"6.050\": 6050 or 6.050",
                "american-figure-with-a-declared-comma.html|UNREADABLE_NUMBER|row 1|ES_SP500 call_wall: expected a figure like 6.712,50, saw \"6,050.00\"",
                "figure-with-letters.html|UNREADABLE_NUMBER|row 1|ES_SP500 call_wall: expected a figure like 6.712,50 or 6,712.50, saw \"6050 pts\"",
                "zero-level.html|INCONSISTENT_ROW|row 1|ES_SP500 call_wall: expected a level above 0, saw \"0,00\"",
                "sixteen-digits.html|UNREADABLE_NUMBER|row 1|ES_SP500 call_wall: expected at most 15 significant digits, saw \"6050.123456789012\"",
                "unknown-status.html|UNREADABLE_FIELD|row 1|ES_SP500 status: expected sucesso or falha, saw \"desatualizado\"",
                "failure-with-levels.html|INCONSISTENT_ROW|row 1|ES_SP500: expected no levels beside the status \"falha\", saw {CALL_WALL=6050.0}",
                "success-without-levels.html|INCONSISTENT_ROW|row 1|ES_SP500: expected a level beside the status \"Sucesso\", saw none",
                "success-without-levels-in-an-element.html|INCONSISTENT_ROW|element 1|ES_SP500: expected a level beside the status \"sucesso\", saw none",
                "no-instrument.html|MISSING_FIELD|row 1|instrument: expected a code such as ES_SP500, saw \"\"",
                "instrument-with-blanks.html|UNREADABLE_FIELD|row 1|instrument: expected a code such as ES_SP500, saw \"S&P 500\"",
                "impossible-time.html|UNREADABLE_FIELD|row 1|time: expected a time such as 2025-10-13T09:05:00-03:00 or 13/10/2025 09:05, saw \"31/02/2025 09:05\"",
                "same-instrument-twice.html|DUPLICATE_KEY|row 2|",
                "gamma-ambiguous-text.json|UNREADABLE_NUMBER|ES_SP500|ES_SP500 call_wall: expected a figure that can be read in one way",
                "gamma-huge-exponent.json|UNREADABLE_NUMBER|ES_SP500|ES_SP500 call_wall: expected a figure like 6,712.50",
                "gamma-nested-value.json|UNREADABLE_NUMBER|ES_SP500|ES_SP500 call_wall: expected a figure like 6.712,50 or 6,712.50, saw",
            })
    void whatCannotBeReadRejectsItsInstrumentAndTheOthersGoOn(String file, String reason, String where, String detail) {
        Normalized found = read(file);

        assertThat(levels(found)).extracting(GammaLevels::instrument).containsExactly("VIX");
        assertThat(found.rejections()).hasSize(1);
        assertThat(found.rejections().get(0).reason()).hasToString(reason);
        assertThat(found.rejections().get(0).where()).isEqualTo(where);
        assertThat(found.rejections().get(0).detail()).contains(detail == null ? "" : detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login-form.html|UNREADABLE_DOCUMENT|expected gamma levels, a table with Instrument and Call wall",
                "gamma-without-levels.json|UNREADABLE_DOCUMENT|expected gamma levels",
                "renamed-level-columns.html|LAYOUT_CHANGED|expected Instrument and one of Call wall, Put wall, Gamma flip, saw the columns [Instrument, Resistance, Support, Status]",
                "renamed-instrument-column.html|LAYOUT_CHANGED|saw the columns [Symbol, Call wall]",
                "renamed-level-attributes.html|LAYOUT_CHANGED|expected data-call-wall, data-put-wall or data-gamma-flip beside data-instrument, saw none",
                "no-instrument-with-levels.html|LAYOUT_CHANGED|expected an instrument with a level, saw 2 without any",
                "without-time.html|NO_SESSION|row 1: no time is given, and no session was given",
                "two-times.html|NO_SESSION|the page gives several times: [2025-01-03, 2025-01-06]",
                "unknown-decimal.html|UNREADABLE_DOCUMENT|data-decimal: expected a comma or a point",
                "two-columns-of-call-walls.html|UNREADABLE_DOCUMENT|two columns for call wall",
            })
    void aDocumentThatHoldsNoLevelsIsRefused(String file, String reason, String detail) {
        UnreadableDocumentException e = catchThrowableOfType(UnreadableDocumentException.class, () -> read(file));
        assertThat(e.reason()).hasToString(reason);
        assertThat(e).hasMessageContaining(detail);
    }

    @Test
    void aFragmentThatIsTooLargeToBeKeptWholeIsRejected() {
        String html = new String(fixture("without-time.html").bytes(), UTF_8)
                .replace("<td>0.5</td>", "<td>" + "x".repeat(70_000) + "</td>");
        Normalized found =
                Fixture.of(html.getBytes(UTF_8)).asked(Fixture.SESSION).read(new GammaSiteNormalizer());
        assertThat(found.rejections()).extracting(each -> each.reason().name()).containsExactly("TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "6700 6700",
                "6.712,50 6712.5",
                "6,712.50 6712.5",
                "1.234.567 1234567",
                "1,234,567 1234567",
                "18,25 18.25",
                "18.25 18.25",
                "6712.125 6712.125",
                "0.125 0.125",
                "6.712 -",
                "6,712 -",
                "18.125 -",
                "06.712 -",
                "6.71.25 -",
                "-5 -",
                "1e3 -",
                "٣ -"
            })
    void aFigureIsTakenIfItCanBeReadInOneWayOnly(String text, String expected) {
        SiteFigure figure = new SiteFigure(text, SiteFigure.Separator.NOT_TOLD);
        if (expected.equals("-")) {
            assertThatThrownBy(() -> figure.value("x")).isInstanceOf(UnreadableFieldException.class);
        } else {
            assertThat(figure.value("x")).isEqualTo(Double.parseDouble(expected));
        }
    }

    private static Normalized read(String file) {
        return fixture(file).read(new GammaSiteNormalizer());
    }

    private static Fixture fixture(String file) {
        return Fixture.of("gammalevels/" + file);
    }

    private static List<GammaLevels> levels(Normalized found) {
        return found.records().stream().map(GammaLevels.class::cast).toList();
    }
}
