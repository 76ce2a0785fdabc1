package b3.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

    @Test
    void keepsTheCallersId() {
        assertThat(Correlation.accept("a-1.b_2")).isEqualTo("a-1.b_2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "two words",
                "line\nbreak",
                "\"quoted\"",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void makesOneWhereTheCallersCouldHarmALogLine(String given) {
        assertThat(Correlation.accept(given)).matches("[0-9a-f-]{36}");
    }
}
