package b3.stack.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

    @TempDir
    Path data;

    @Test
    void saysInOneLineThatAnAddressOfTheNetworkNeedsKeys() {
        StackOptions options = options();
        options.apiBind = "0.0.0.0";

        assertThatThrownBy(() -> LocalStack.check(options))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("b3.api.bind: 0.0.0.0 is reachable from outside, so API keys are required")
                .hasMessageNotContaining("\n");
    }

    @Test
    void takesTheSettingsAsTheyCome() {
        StackOptions options = options();
        LocalStack.check(options);

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void namesTheAddressThatTheApiListensOn() {
        StackOptions options = options();
        assertThat(options.apiUrl()).isEqualTo("http://localhost:8082");
        options.apiBind = "::";
        assertThat(options.apiUrl()).isEqualTo("http://localhost:8082");
        options.apiBind = "192.0.2.7";
        assertThat(options.apiUrl()).isEqualTo("http://192.0.2.7:8082");
    }

    private StackOptions options() {
        StackOptions options = new StackOptions();
        options.dataDir = data;
        options.apiPort = 8082;
        return options;
    }
}
