package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2025-02-03, 2025-02-03T00:00:00Z, 2025-02-03T23:59:59.999999Z",
        "2024-02-29, 2024-02-29T00:00:00Z, 2024-02-29T23:59:59.999999Z",
        "2025-02-03T21:30:00Z, 2025-02-03T21:30:00Z, 2025-02-03T21:30:00.000999Z",
        "2025-02-03T21:30:00.123Z, 2025-02-03T21:30:00.123Z, 2025-02-03T21:30:00.123999Z",
        "2025-02-03T21:30:00.123456Z, 2025-02-03T21:30:00.123456Z, 2025-02-03T21:30:00.123456Z",
        "9999-12-31, 9999-12-31T00:00:00Z, 9999-12-31T23:59:59.999999Z",
    })
    void coversWhatIsPrintedLikeIt(String text, Instant first, Instant last) {
        assertThat(Moment.read(text)).hasValue(new Moment(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-2-3",
                "2025-02-29",
                "20250203",
                "+12025-02-03",
                "2025-02-03 21:30:00Z",
                "2025-02-03T21:30Z",
                "2025-02-03T21:30:00",
                "2025-02-03T21:30:00+00:00",
                "2025-02-03T24:00:00Z",
                "2025-02-03T21:30:60Z",
                "2025-02-03T21:30:00.1Z",
                "2025-02-03t21:30:00z",
                "٢٠٢٥-٠٢-٠٣",
            })
    void refusesEverythingElse(String text) {
        assertThat(Moment.read(text)).isEmpty();
    }

    @Test
    void printsMilliseconds() {
        assertThat(Moment.print(Instant.parse("2025-02-03T00:00:00Z"))).isEqualTo("2025-02-03T00:00:00.000Z");
        assertThat(Moment.print(Instant.parse("2025-02-03T10:11:12.345678Z"))).isEqualTo("2025-02-03T10:11:12.345Z");
    }
}
