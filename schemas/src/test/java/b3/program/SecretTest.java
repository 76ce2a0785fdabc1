package b3.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    @TempDir
    Path dir;

    @Test
    void isTheValueWithoutTheSpaceAroundIt() {
        assertThat(Secret.of("b3.key", " word\n", "").content()).contains("word");
        assertThat(Secret.of("b3.key", " ", " ").content()).isEmpty();
    }

    @Test
    void aFileWinsAndIsReadAnewEachTime() throws Exception {
        Path file = Files.writeString(dir.resolve("key"), "first\n");
        Secret secret = Secret.of("b3.key", "word", file.toString());
        assertThat(secret.content()).contains("first");
        Files.writeString(file, "second\n");
        assertThat(secret.content()).contains("second");
    }

    @Test
    void anEmptyFileCountsAsNone() throws Exception {
        Path file = Files.writeString(dir.resolve("key"), "\n");
        assertThat(Secret.of("b3.key", "word", file.toString()).content()).contains("word");
        assertThat(Secret.of("b3.key", "", file.toString()).content()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndNothingTakesItsPlace() throws Exception {
        Path noText = Files.write(dir.resolve("no-text"), new byte[] {'w', (byte) 0xff});
        for (Path file : List.of(dir.resolve("absent"), dir, noText)) {
            assertThatThrownBy(
                            () -> Secret.of("b3.key", "word", file.toString()).content())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("b3.key-file: expected a readable text file, saw \"" + file + "\"");
        }
    }

    @Test
    void isNotPrinted() {
        assertThat(Secret.of("b3.key", "word", "")).hasToString("b3.key");
    }
}
