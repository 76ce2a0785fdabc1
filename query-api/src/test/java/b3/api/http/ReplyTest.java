package b3.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

    @Test
    void theTagFollowsTheBytes() {
        assertThat(Reply.tag("a".getBytes(UTF_8)))
                .isEqualTo(Reply.tag("a".getBytes(UTF_8)))
                .isNotEqualTo(Reply.tag("b".getBytes(UTF_8)))
                .hasSize(22);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"abc\"|true",
                "W/\"abc\"|true",
                "\"abc-gzip\"|true",
                "\"x\", \"abc\"|true",
                "*|true",
                "abc|false",
                "\"ab\"|false",
                "|false",
            })
    void recognisesATagThatTheCallerHolds(String header, boolean holds) {
        assertThat(Reply.holds(header, "abc")).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "deflate, gzip;q=0.5|true",
                "*|true",
                "GZIP|true",
                "gzip;q=0|false",
                "gzip; q=0.0|false",
                "identity|false",
                "br|false",
                "|false",
            })
    void compressesForWhoTakesIt(String header, boolean takes) {
        assertThat(Reply.takesGzip(header)).isEqualTo(takes);
    }
}
