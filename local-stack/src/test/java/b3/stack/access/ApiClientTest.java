package b3.stack.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client asks an API that demands keys and limits its callers. */
class ApiClientTest {

    private static final String KEY = "a-key-of-sixteen-and-more";

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("X-API-Key"));
            keys.add(key);
            exchange.getResponseHeaders().add("Retry-After", "1");
            byte[] body = "{\"data\":[]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(!key.equals(KEY) ? 401 : keys.size() == 1 ? 429 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAgainWhenItIsTold() throws Exception {
        assertThat(client(Map.of("B3_API_KEYS", KEY + ",another-key-of-sixteen"))
                        .get("/rates")
                        .has("data"))
                .isTrue();
        assertThat(keys).containsExactly(KEY, KEY);
    }

    @Test
    void theFileOfKeysWinsAndACallerWithoutOneIsToldWhatToSet(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("keys"), KEY + "\nanother-key-of-sixteen\n");
        assertThat(client(Map.of("B3_API_KEYS", "unknown", "B3_API_KEYS_FILE", file.toString()))
                        .get("/rates")
                        .has("data"))
                .isTrue();

        assertThatThrownBy(() -> client(Map.of()).get("/rates"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("B3_API_KEYS");
    }

    private ApiClient client(Map<String, String> environment) {
        return new ApiClient("http://127.0.0.1:" + server.getAddress().getPort() + "/", environment);
    }
}
