package b3.collector.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import b3.schema.testing.Chromium;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LocalSource site = LocalSource.answering(200, "<p id=\"here\">here</p>".getBytes(UTF_8));
    private final Browser browser = new Browser(Chromium.executable(), site.settings(TIMEOUT), List.of());

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aDriverThatHangsIsKilledAndTheLoopGoesOn() throws Exception {
        long start = System.nanoTime();

        Fetched fetched = browser.visit(site.http(TIMEOUT), null, tab -> {
            ours().forEach(process -> signal("STOP", process));
            tab.open("/");
            return Fetched.nothing(Outcome.FETCHED, 200, "not reached");
        });

        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail())
                .isEqualTo("expected an answer of the browser within PT10S, saw none; the browser is killed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(2));
        await().atMost(TIMEOUT).until(() -> ours().findAny().isEmpty());
    }

    @Test
    void stoppingTheProgramEndsTheBrowser() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread loop = new Thread(() -> {
            try {
                browser.visit(site.http(TIMEOUT), null, tab -> {
                    tab.open("/");
                    open.countDown();
                    tab.await("#never");
                    return Fetched.nothing(Outcome.FAILED, null, "not reached");
                });
            } catch (InterruptedException stop) {
                interrupted.set(true);
            }
        });
        loop.start();
        open.await();

        loop.interrupt();

        loop.join(TIMEOUT.toMillis());
        assertThat(interrupted).isTrue();
        await().atMost(TIMEOUT).until(() -> ours().findAny().isEmpty());
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path dir) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(dir.resolve("keys"))));
        AtomicBoolean asked = new AtomicBoolean();
        server.createContext("/", exchange -> asked.set(true));
        server.start();
        try {
            URI url = URI.create("https://localhost:" + server.getAddress().getPort());
            Source source = LocalSource.settings(url, TIMEOUT, Duration.ZERO);
            Fetched fetched = new Browser(Chromium.executable(), source, List.of())
                    .visit(site.http(TIMEOUT), null, tab -> {
                        tab.open("/");
                        return Fetched.nothing(Outcome.FETCHED, 200, "not reached");
                    });

            assertThat(fetched.detail()).isEqualTo("cannot open /: net::ERR_CERT_AUTHORITY_INVALID");
            assertThat(asked).isFalse();
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = " -genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
                + " -storetype PKCS12 -storepass changeit -keystore " + file;
        int exitCode =
                new ProcessBuilder((keytool + command).split(" ")).start().waitFor();
        assertThat(exitCode).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The drivers and browsers that this JVM has started. */
    private static Stream<ProcessHandle> ours() {
        return ProcessHandle.current().descendants().filter(process -> process.info()
                .commandLine()
                .filter(line -> line.contains("run-driver") || line.contains("--headless"))
                .isPresent());
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
