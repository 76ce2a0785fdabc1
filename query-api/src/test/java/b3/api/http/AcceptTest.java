package b3.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

    private static final List<String> SERVED = List.of("application/json", "text/csv", "application/x-ndjson");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|application/json",
                "' '|application/json",
                "','|application/json",
                "*/*|application/json",
                "*|application/json",
                "text/html, image/gif, *; q=.2, */*; q=.2|application/json",
                "application/json;charset=utf-8|application/json",
                "APPLICATION/X-NDJSON|application/x-ndjson",
                "text/*|text/csv",
                "text/csv;q=0.5, application/x-ndjson;q=0.6|application/x-ndjson",
                "application/json;q=0.2, */*;q=0.1|application/json",
                "application/json;q=0, */*|text/csv",
                "*/*, application/json;q=0.1|text/csv",
                "image/png, text/csv;q=0.001|text/csv",
            })
    void picksWhatTheCallerPrefers(@Nullable String accept, String preferred) {
        assertThat(Accept.preferred(accept == null ? List.of() : List.of(accept), SERVED))
                .hasValue(preferred);
    }

    @Test
    void readsAHeaderOfSeveralLines() {
        assertThat(Accept.preferred(List.of("image/png", "text/csv"), SERVED)).hasValue("text/csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "*/*;q=0", "application/json;q=0", "text/plain, image/*"})
    void findsNothingWhereNothingIsTaken(String accept) {
        assertThat(Accept.preferred(List.of(accept), SERVED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "/", "json", "*/json", "text/csv;q=5", "text/csv;q=x", "text/csv;=", "te xt/csv"})
    void refusesWhatIsMalformed(String accept) {
        assertThatThrownBy(() -> Accept.preferred(List.of(accept), SERVED))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(406))
                .hasMessageContaining("Accept");
    }
}
