package b3.api.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "102356.24|102.356,24|+102356.24",
                "5528.504|5.528,504|+5528.504",
                "0.3|0,30|+0.3",
                "-0.31|-0,31|-0.31",
                "1.0E7|10.000.000,00|+10000000",
            })
    void writesFiguresAsTheOldFilesDid(double figure, String brazilian, String signed) {
        assertThat(LegacyText.brazilian(figure)).isEqualTo(brazilian);
        assertThat(LegacyText.signed(figure)).isEqualTo(signed);
    }

    @Test
    void writesTimesOfSaoPaulo() {
        Instant instant = Instant.parse("2025-10-14T01:00:45.5Z");
        assertThat(LegacyText.moment(instant)).isEqualTo("2025-10-13T22:00:45-03:00");
        assertThat(LegacyText.day(instant)).isEqualTo("13-10-2025");
        assertThat(LegacyText.clock(instant)).isEqualTo("22:00:45");
        assertThat(LegacyText.slashed("2025-10-13")).isEqualTo("13/10/2025");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(LegacyText.brazilian(null)).isNull();
        assertThat(LegacyText.signed(null)).isNull();
    }
}
