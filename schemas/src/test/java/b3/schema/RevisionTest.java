package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Revision.Change;
import b3.schema.document.RawScrape;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {

    static final Revision REVISION = new Revision(
            1738620300000000L,
            Instant.parse("2025-02-03T21:05:00.123456Z"),
            Instant.parse("2025-02-03T00:00:00Z"),
            Change.CORRECTED,
            "b3-price-report/1");

    @Test
    void comesBackFromItsHeaders() {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);

        assertThat(Revision.read(headers)).isEqualTo(REVISION);
        assertThat(headers)
                .extracting(Header::key)
                .containsExactly("b3-revision", "b3-stands-from", "b3-ts", "b3-change", "b3-reader");
    }

    @Test
    void theLastOfAHeaderCounts() {
        Headers headers = new RecordHeaders();
        RawScrape.put(headers, "b3-revision", "1");
        REVISION.writeTo(headers);

        assertThat(Revision.read(headers)).isEqualTo(REVISION);
    }

    @ParameterizedTest
    @CsvSource({
        "b3-revision,one",
        "b3-revision,1.5",
        "b3-stands-from,2025-02-03",
        "b3-ts,yesterday",
        "b3-change,new",
    })
    void saysWhichHeaderCannotBeRead(String name, String value) {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);
        RawScrape.put(headers, name, value);

        assertThatThrownBy(() -> Revision.read(headers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header " + name + " cannot be read: \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({"b3-revision", "b3-stands-from", "b3-ts", "b3-change", "b3-reader"})
    void saysWhichHeaderIsAbsent(String name) {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);
        headers.remove(name);

        assertThatThrownBy(() -> Revision.read(headers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected the header " + name + ", saw none");
    }

    @Test
    void numbersGrowWithTheClockAndNeverShrinkWhenItIsMovedBack() {
        Instant now = Instant.parse("2025-02-03T21:05:00.123456789Z");

        assertThat(Revision.numberAfter(0, now)).isEqualTo(1738616700123456L);
        assertThat(Revision.numberAfter(1738616700123456L, now)).isEqualTo(1738616700123457L);
        assertThat(Revision.numberAfter(1738616700123457L, now.minusSeconds(3600)))
                .isEqualTo(1738616700123458L);
    }

    @Test
    void theSameStepMadeFromTheSameIsTheSameEventHoweverOftenItIsSent() {
        assertThat(event(REVISION))
                .isEqualTo("adjustments|DI1|F27|2025-02-03|" + REVISION.standsFrom() + "|" + REVISION.change()
                        + "|b3-price-report/1|d");
        assertThat(event(new Revision(
                        REVISION.number() + 1,
                        REVISION.standsFrom(),
                        REVISION.ts(),
                        REVISION.change(),
                        REVISION.reader())))
                .isEqualTo(event(REVISION));
    }

    private static String event(Revision revision) {
        return CloudEvent.ofStep(
                        Datasets.ADJUSTMENTS,
                        "DI1|F27|2025-02-03",
                        revision,
                        "b3-price-report/1|d",
                        "file:a.zip",
                        revision.standsFrom(),
                        LocalDate.of(2025, 2, 3))
                .id();
    }
}
