package b3.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process. */
class ApplicationIT {

    @ParameterizedTest
    @CsvSource({
        "--b3.api.bind=0.0.0.0, 'b3-api: b3.api.bind: 0.0.0.0 is reachable from outside, so API keys are required: set"
                + " B3_API_KEYS or B3_API_KEYS_FILE, or bind 127.0.0.1'",
        "--b3.api.port=many, 'b3-api: b3.api.port: expected int, saw \"many\"'",
        "--b3.questdb.pool=0, 'b3-api: b3.questdb.pool: expected 1 to 100, saw \"0\"'",
    })
    void refusesToStartWithWrongSettingsInOneLine(String argument, String line) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApiApplication.class.getName(),
                        argument))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo(line);
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
