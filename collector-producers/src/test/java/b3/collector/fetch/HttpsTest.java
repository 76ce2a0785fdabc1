package b3.collector.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Time;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is a real HTTPS server, whose certificate no authority has signed. */
class HttpsTest {

    private static final char[] PASSWORD = "secret".toCharArray();

    private static HttpsServer server;
    private static SSLContext trusting;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "source",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            try (exchange) {
                String query = String.valueOf(exchange.getRequestURI().getQuery());
                boolean redirect = query.startsWith("to=");
                LocalSource.send(
                        exchange,
                        redirect ? 302 : 200,
                        "figures".getBytes(UTF_8),
                        "Location",
                        redirect ? query.substring(3) : "/");
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        Fetched fetched = http(HttpClient.newHttpClient()).get(uri("/"));

        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail()).contains("SSLHandshakeException");
        assertThat(http(trustingClient()).get(uri("/")).outcome()).isEqualTo(Outcome.FETCHED);
    }

    @Test
    void doesNotFollowARedirectToPlainHttp() throws Exception {
        try (LocalSource plain = LocalSource.answering(200, "figures".getBytes(UTF_8))) {
            Fetched fetched = http(trustingClient()).get(uri("/?to=" + plain.uri("/")));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).contains("redirected to http from https, refused");
            assertThat(plain.paths).isEmpty();
        }
    }

    @Test
    void followsARedirectToAnotherHostWithoutTheHeadersMeantForTheFirst() throws Exception {
        try (LocalSource first = LocalSource.answering(302, new byte[0], "Location", uri("/").toString());
                LocalSource second = LocalSource.answering(200, "figures".getBytes(UTF_8))) {
            assertThat(http(trustingClient()).get(first.uri("/")).outcome())
                    .as("from http to https")
                    .isEqualTo(Outcome.FETCHED);
            String there = second.uri("/").toString().replace("localhost", "127.0.0.1");
            try (LocalSource elsewhere = LocalSource.answering(302, new byte[0], "Location", there)) {
                http(trustingClient()).get(elsewhere.uri("/"), "Referer", "https://example.org/");
            }
            assertThat(second.requests.get(0)).doesNotContainKey("Referer");
        }
    }

    private static HttpClient trustingClient() {
        return HttpClient.newBuilder().sslContext(trusting).build();
    }

    private static Http http(HttpClient client) {
        Http.Shared shared = new Http.Shared(
                client, "test", new Hosts(Time.of(Clock.systemUTC())), Time.of(Clock.systemUTC()), null);
        Duration patient = Duration.ofSeconds(30);
        return new Http(shared, LocalSource.settings(uri(""), patient, Duration.ZERO));
    }

    private static URI uri(String path) {
        return URI.create("https://localhost:" + server.getAddress().getPort() + path);
    }
}
