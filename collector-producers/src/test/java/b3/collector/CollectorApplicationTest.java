package b3.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.publish.RawPublisher;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job;
import b3.schema.testing.RealKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program works against a real source and a real broker. */
class CollectorApplicationTest {

    private final RealKafka broker = new RealKafka();
    private final LocalSource source = LocalSource.answering(exchange ->
            LocalSource.send(exchange, 200, zip(exchange.getRequestURI().toString())));

    @AfterEach
    void stop() {
        source.close();
        broker.close();
    }

    @Test
    void catchesUpOnStartAndPublishesNothingTwiceAfterARestart() {
        int documents;
        try (ConfigurableApplicationContext context = CollectorApplication.start(settings())) {
            CollectorThreads threads = context.getBean(CollectorThreads.class);
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            await(() -> threads.loops().get(0).condition().problem() == null
                    && threads.loops().get(0).condition().overdue().isEmpty());
            documents = found().size();
            assertThat(documents).isGreaterThanOrEqualTo(4);
            assertThat(registry.get("b3.collector.attempts")
                            .tags("feed", "b3-price-report", "part", "", "outcome", "FETCHED")
                            .counter()
                            .count())
                    .isGreaterThanOrEqualTo(documents);
            assertThat(registry.get("b3.collector.last.success.seconds").gauge().value())
                    .isPositive();
            assertThat(registry.get("b3.collector.overdue.sessions").gauge().value())
                    .isZero();
        }
        Map<LocalDate, Job> before = found();
        int asked = source.paths.size();
        try (ConfigurableApplicationContext context = CollectorApplication.start(settings())) {
            CollectorLoop loop = context.getBean(CollectorThreads.class).loops().get(0);
            await(() -> loop.condition().problem() == null);
            assertThat(loop.condition().overdue()).isEmpty();
        }
        assertThat(found()).containsAllEntriesOf(before);
        assertThat(source.paths).hasSize(asked);
    }

    @Test
    void aProcessOfItsOwnServesHealthAndMetrics() throws Exception {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("spring.main.web-application-type", "servlet");
        settings.put("B3_COLLECTOR_MANAGEMENT_PORT", 0);
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context =
                CollectorApplication.PROGRAM.process().run(arguments)) {
            WebServer server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
            String base = "http://127.0.0.1:" + server.getPort();
            await(() -> get(base + "/actuator/health").contains("\"lastFound\""));
            assertThat(get(base + "/actuator/health"))
                    .contains("\"collectors\"", "\"b3-price-report\"", "\"status\":\"UP\"");
            assertThat(get(base + "/actuator/prometheus"))
                    .contains("b3_collector_overdue_sessions{feed=\"b3-price-report\",part=\"\"}");
        }
    }

    @Test
    void fetchesByHandAndShowsHowFarItIs() throws Exception {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("b3.run.from", "2024-01-02");
        settings.put("b3.run.to", "2024-01-08");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext context = CollectorApplication.start(settings)) {
            CollectorThreads threads = context.getBean(CollectorThreads.class);
            assertThat(threads.isRunning()).isFalse();

            int exitCode =
                    threads.once(context.getBean(CollectorConfig.class).run(), new PrintStream(shown, true, UTF_8));

            assertThat(exitCode).isZero();
            assertThat(shown.toString(UTF_8))
                    .contains("\rb3-price-report [######........................] 1/5 2024-01-02 FETCHED")
                    .contains("5/5 2024-01-08 FETCHED")
                    .contains("{FETCHED=5}");
            CollectorConfig.Run holiday = new CollectorConfig.Run(false, LocalDate.parse("2024-01-01"), null, null);
            assertThat(threads.once(holiday, new PrintStream(shown, true, UTF_8)))
                    .isEqualTo(2);
            CollectorConfig.Run due = new CollectorConfig.Run(true, null, null, null);
            assertThat(threads.once(due, new PrintStream(shown, true, UTF_8))).isZero();
        }
    }

    @Test
    void everyPartOfAFeedIsCollectedByItsOneProcess() throws Exception {
        LocalSource.Answer figures = exchange ->
                LocalSource.send(exchange, 200, "[{\"data\":\"02/01/2024\",\"valor\":\"11.65\"}]".getBytes(UTF_8));
        try (LocalSource centralBank = LocalSource.answering(figures)) {
            Map<String, Object> settings = new HashMap<>(settings());
            settings.put("b3.collector", "bcb-indicators");
            settings.put("b3.collectors.bcb-indicators.url", centralBank.uri(""));
            settings.put("b3.collectors.bcb-indicators.pace", "0s");
            settings.put("b3.collectors.bcb-indicators.series", "1178, 4389");
            settings.put("b3.collectors.bcb-indicators.ptax-url", "");
            settings.put("b3.run.session", "2024-01-02");
            try (ConfigurableApplicationContext context = CollectorApplication.start(settings)) {
                CollectorThreads threads = context.getBean(CollectorThreads.class);
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);

                assertThat(threads.once(context.getBean(CollectorConfig.class).run(), nowhere))
                        .isZero();

                assertThat(context.getBean(CompositeHealthContributor.class).stream())
                        .extracting(HealthContributors.Entry::name)
                        .containsExactly("bcb-indicators:1178", "bcb-indicators:4389");
                RawPublisher publisher = context.getBean(RawPublisher.class);
                assertThat(publisher.found("bcb-indicators", "1178")).containsOnlyKeys(LocalDate.parse("2024-01-02"));
                assertThat(publisher.found("bcb-indicators", "4389")).containsOnlyKeys(LocalDate.parse("2024-01-02"));
                assertThat(publisher.found("bcb-indicators", "")).isEmpty();
            }
        }
    }

    @Test
    void anUnknownCollectorStopsTheStart() {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("b3.collector", "b3-price-rapport");

        assertThatThrownBy(() -> CollectorApplication.start(settings))
                .hasStackTraceContaining("expected one of [b3-price-report, ")
                .hasStackTraceContaining("b3-price-rapport");
    }

    @Test
    void aCollectorWithoutItsAccountIsLeftOutInOneLineAndNothingElse(@TempDir Path dir) throws Exception {
        Path log = dir.resolve("collector.log");
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("b3.collector", "");
        settings.put("b3.run.once", true);
        settings.put("logging.file.name", log);
        try (ConfigurableApplicationContext context = CollectorApplication.start(settings)) {
            assertThat(context.getBean(CollectorThreads.class).loops())
                    .extracting(CollectorLoop::feed)
                    .hasSize(Registry.all(CollectorConfigTest.defaults()).size() - 1)
                    .doesNotContain("gamma-levels-site");
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("gamma-levels-site"))
                .singleElement()
                .asString()
                .contains("gamma-levels-site is disabled: no user and password: ");
    }

    private Map<String, Object> settings() {
        return Map.of(
                "spring.main.web-application-type",
                "none",
                "b3.collector",
                "b3-price-report",
                "b3.kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "b3.collectors.b3-price-report.url",
                source.uri(""),
                "b3.collectors.b3-price-report.catch-up-sessions",
                4,
                "b3.collectors.b3-price-report.pace",
                "0s");
    }

    private Map<LocalDate, Job> found() {
        try (RawPublisher publisher = new RawPublisher(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return publisher.found("b3-price-report", "");
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static byte[] zip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("report.xml");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
