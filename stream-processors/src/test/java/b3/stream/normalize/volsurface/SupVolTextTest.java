package b3.stream.normalize.volsurface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.document.Reason;
import b3.schema.volsurface.VolSurface;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupVolTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"SupVol", "SupVol-latin-1"})
    void readsEveryFamilyWithTheDeltaOfTheDescription(String name) {
        Normalized found = read(name);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        List<VolSurface> surfaces =
                found.records().stream().map(VolSurface.class::cast).toList();
        assertThat(surfaces).extracting(VolSurface::asset).containsExactly("DOL", "IBOV", "IDI", "OZ", "SU");
        assertThat(surfaces.get(0).points())
                .containsExactly(
                        point(1, 1, 1, 15.0),
                        point(14, 20, 1, 15.35),
                        point(14, 20, 10, 12.87),
                        point(14, 20, 37, 10.87),
                        // the description is cut: the code's digit tells the delta
                        point(14, 20, 75, 9.64));
        assertThat(surfaces.get(1).points()).containsExactly(point(46, 64, 63, 24.95));
        assertThat(surfaces.get(2).points()).containsExactly(point(475, 689, 99, 2.1196));
        assertThat(surfaces.get(3).points()).containsExactly(point(36, 50, 1, 20.0));
        assertThat(surfaces.get(4).points()).containsExactly(point(36, 50, 37, 30.1234567));
    }

    @ParameterizedTest
    @CsvSource({
        "zero-volatility, INCONSISTENT_ROW, volatility",
        "volatility-with-a-comma, UNREADABLE_NUMBER, volatility",
        "four-fields, MISSING_FIELD, volatility",
        "no-delta-anywhere, UNREADABLE_FIELD, DELTA",
        "code-of-two-letters, UNREADABLE_FIELD, code",
        "days-with-letters, UNREADABLE_NUMBER, days",
    })
    void rejectsTheLineAndKeepsTheOthers(String fault, Reason reason, String detail) {
        Normalized found = read(fault);
        assertThat(((VolSurface) found.records().get(0)).points()).containsExactly(point(14, 20, 1, 15.35));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).isEqualTo("line 3");
        });
    }

    @Test
    void passesOverAByteOrderMark() {
        String text = new String(Fixture.of("volsurface/SupVol.txt").bytes(), UTF_8);
        Normalized found = Fixture.of(("\ufeff" + text).getBytes(UTF_8)).read(new B3VolSurfaceNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records()).hasSize(5);
    }

    @Test
    void takesAPointThatComesTwiceNeitherWay() {
        Normalized found = read("same-point-twice");
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "volsurface/no-date-in-the-header.txt, NO_SESSION",
        "volsurface/no-rows.txt, UNREADABLE_DOCUMENT",
        "indicators/page.html, UNREADABLE_DOCUMENT",
        "indicators/empty.json, UNREADABLE_DOCUMENT",
    })
    void refusesAnythingElse(String file, Reason reason) {
        assertThatThrownBy(() -> Fixture.of(file).read(new B3VolSurfaceNormalizer()))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private static Normalized read(String name) {
        return Fixture.of("volsurface/" + name + ".txt").read(new B3VolSurfaceNormalizer());
    }

    private static Point point(int businessDays, int calendarDays, int delta, double volatility) {
        return new Point(null, null, null, businessDays, calendarDays, delta, volatility);
    }
}
