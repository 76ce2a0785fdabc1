package b3.stack.imports;

import static org.assertj.core.api.Assertions.assertThat;

import b3.stack.B3;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** An import refuses wrong arguments before it looks for a broker. */
class ImportCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2202-05-10", "1998-01-05"})
    void aSessionThatNoCalendarKnowsIsWrongUsage(String session) throws Exception {
        Path file = Files.writeString(folder.resolve("positions.json"), "{}");
        StringWriter said = new StringWriter();
        CommandLine b3 = B3.commandLine().setErr(new PrintWriter(said, true));
        assertThat(b3.execute("import", "b3-open-positions", file.toString(), "--session", session))
                .isEqualTo(2);
        assertThat(said.toString()).hasLineCount(1).contains("from 2000-01-01 to 2079-12-31", "saw " + session);
    }
}
