package b3.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.collector.gammalevels.GammaSite;
import b3.collector.gammalevels.GammaSiteCollector;
import b3.collector.gammalevels.VendorSite;
import b3.collector.publish.Publisher;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.collector.testing.ManualTime;
import b3.schema.Feed;
import b3.schema.Json;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import b3.schema.testing.Chromium;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever the result of an attempt, no document, record or log line contains the account. */
class GammaSiteSecretsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @TempDir
    Path dir;

    private final VendorSite site = new VendorSite();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final StringBuilder published = new StringBuilder();
    private final Level before = ROOT.getLevel();

    @BeforeEach
    void listen() {
        ROOT.setLevel(Level.TRACE);
        ROOT.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void close() {
        ROOT.setLevel(before);
        ROOT.detachAppender(logged);
        site.close();
    }

    @Test
    void theAccountIsNowhere() throws Exception {
        assertThat(attempt(VendorSite.PASSWORD, nothing -> {})).isEqualTo(Outcome.FETCHED);
        assertThat(attempt("wr0ng-Pässword", nothing -> {})).isEqualTo(Outcome.BLOCKED);
        assertThat(attempt(VendorSite.PASSWORD, changed -> changed.refuseFields()))
                .isEqualTo(Outcome.FAILED);
        assertThat(attempt(VendorSite.PASSWORD, changed -> changed.renameLevels()))
                .isEqualTo(Outcome.REJECTED);

        StringBuilder everything = new StringBuilder(published);
        for (ILoggingEvent event : logged.list) {
            everything.append(event.getFormattedMessage()).append('\n');
            IThrowableProxy thrown = event.getThrowableProxy();
            everything.append(thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
        }
        try (var files = Files.list(dir)) {
            files.forEach(everything::append);
        }
        assertThat(everything.toString())
                .contains("BLOCKED gamma-levels-site", "gamma-levels-site-2025-02-03.png")
                .doesNotContain(VendorSite.PASSWORD, VendorSite.USER, "wr0ng", "s3cr3t", "W%C3%B6rd", "sid=");
    }

    private Outcome attempt(String password, Consumer<VendorSite> change) throws InterruptedException {
        change.accept(site);
        GammaSite settings = new GammaSite(
                "/login",
                List.of("/levels"),
                new GammaSite.Selectors(
                        "input[name=user]", "input[type=password]", "button", "#logout", "", "#gamma-levels"),
                List.of(),
                "",
                VendorSite.USER,
                "",
                password,
                "",
                dir.toString());
        Source source = LocalSource.settings(site.server.uri(""), TIMEOUT, Duration.ZERO);
        List<Job> jobs = new ArrayList<>();
        Publisher publisher = new Publisher() {
            @Override
            public Map<LocalDate, Job> found(String feed, String product) {
                return Map.of();
            }

            @Override
            public void publish(Job job, @Nullable RawScrape document) {
                jobs.add(job);
                published.append(Json.text(job)).append('\n');
                if (document != null) {
                    RecordHeaders headers = new RecordHeaders();
                    document.writeTo(headers);
                    headers.forEach(header -> published.append(new String(header.value(), ISO_8859_1)));
                    published.append(new String(document.bytes(), UTF_8));
                }
            }
        };
        CollectorLoop loop = new CollectorLoop(
                once(new GammaSiteCollector(source, settings, Chromium.executable())),
                site.server.http(TIMEOUT),
                new CollectorLoop.Shared(publisher, new ManualTime("2025-02-03T12:10:00Z"), new Random(1)));
        loop.fetch(List.of(SESSION), job -> {});
        return jobs.get(0).outcome();
    }

    /** The same collector, which finds nothing when it is asked again; a source in trouble is asked again. */
    private static Collector once(Collector collector) {
        AtomicBoolean asked = new AtomicBoolean();
        return new Collector() {
            @Override
            public Feed feed() {
                return collector.feed();
            }

            @Override
            public Source source() {
                return collector.source();
            }

            @Override
            public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
                return asked.getAndSet(true)
                        ? Fetched.nothing(Outcome.NOT_PUBLISHED, null, null)
                        : collector.fetch(session, http);
            }
        };
    }
}
