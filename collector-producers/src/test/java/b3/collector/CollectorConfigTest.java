package b3.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.Registry.PriceReport;
import b3.collector.due.Plan;
import b3.collector.due.Source;
import b3.collector.gammalevels.GammaSite;
import b3.collector.source.Collector;
import b3.program.KafkaSettings;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.testing.ProgramSettings;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;

class CollectorConfigTest {

    /** The settings of the sources without any override. */
    static Registry.Settings defaults() {
        return sources(Map.of());
    }

    @Test
    void documentsItsDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new CollectorConfig(
                        "",
                        new KafkaSettings("localhost:9092", (short) 1, Map.of()),
                        new CollectorConfig.Http("Mozilla/5.0 (compatible; b3-streams/1.0)"),
                        new CollectorConfig.Firecrawl(URI.create("https://api.firecrawl.dev"), "", ""),
                        new CollectorConfig.Run(false, null, null, null)));
        assertThat(environment(Map.of()).getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment(Map.of()).getProperty("server.port")).isEqualTo("8083");
        Registry.Settings sources = defaults();
        assertThat(sources.source(Feeds.PRICE_REPORT))
                .isEqualTo(new Source(
                        true,
                        URI.create("https://www.b3.com.br"),
                        Plan.Schedule.of("18:30-23:00/30m, +1d 06:00"),
                        Plan.Slot.of("+1d 12:00"),
                        21,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        false));
        assertThat(sources.value(Feeds.PRICE_REPORT, "file", PriceReport.class)).isEqualTo(PriceReport.SPRD);
        assertThat(sources.browser()).isEmpty();
        assertThat(sources.all(Feeds.GAMMA_LEVELS_SITE, GammaSite.class))
                .isEqualTo(new GammaSite(
                        "/login",
                        List.of("/levels"),
                        new GammaSite.Selectors(
                                "input[name=user]",
                                "input[type=password]",
                                "button[type=submit]",
                                "#logout",
                                "#login-refused",
                                "#gamma-levels"),
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        ""));
    }

    @Test
    void theDefaultTimesAreThoseThatPeopleKnow() {
        assertThat(defaults().source(Feeds.YAHOO_DXY).schedule())
                .isEqualTo(Plan.Schedule.of("08:50, 08:55, 09:00, 19:30"));
        assertThat(defaults().source(Feeds.FINANCIAL_INDICATORS).schedule())
                .isEqualTo(Plan.Schedule.of("06:00, 18:30-21:30/60m"));
        for (Feed feed : List.of(Feeds.PRICE_REPORT, Feeds.INDEX_REPORT, Feeds.RATES_CURVE, Feeds.TRADE_INFORMATION)) {
            assertThat(defaults().source(feed).schedule().slots())
                    .as(feed.name())
                    .contains(Plan.Slot.of("+1d 06:00"));
        }
    }

    @Test
    void everySettingHasItsEnvironmentName() {
        Map<String, Object> environment = Map.ofEntries(
                Map.entry("B3_COLLECTOR", "b3-price-report"),
                Map.entry("B3_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"),
                Map.entry("B3_KAFKA_REPLICATION", "3"),
                Map.entry("B3_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.entry("B3_HTTP_USER_AGENT", "somebody"),
                Map.entry("B3_RUN_FROM", "2025-02-03"),
                Map.entry("B3_RUN_TO", "2025-02-07"),
                Map.entry("B3_COLLECTOR_MANAGEMENT_ADDRESS", "0.0.0.0"),
                Map.entry("B3_COLLECTOR_MANAGEMENT_PORT", "9999"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_ENABLED", "false"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_URL", "http://localhost:8080"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_FILE", "pr"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_SCHEDULE", "06:00"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_DEADLINE", "+1s 08:00"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_CATCH_UP_SESSIONS", "5"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_TIMEOUT", "10s"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_PACE", "200ms"),
                Map.entry("B3_COLLECTORS_B3_PRICE_REPORT_FALLBACK", "true"),
                Map.entry("B3_COLLECTORS_BCB_INDICATORS_SERIES", "12,1"),
                Map.entry("B3_COLLECTORS_BCB_INDICATORS_PTAX_URL", ""),
                Map.entry("B3_COLLECTORS_B3_DERIVATIVE_QUOTATION_ASSETS", "IND"),
                Map.entry("B3_COLLECTORS_B3_COMPANY_SUPPLEMENT_COMPANIES", "PETR"),
                Map.entry("B3_BROWSER_EXECUTABLE", "/usr/bin/chromium"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_USER", "me"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_USER_FILE", "/run/user"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_PASSWORD", "word"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_PASSWORD_FILE", "/run/password"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_LOGIN_PATH", "/in"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_PAGES", "/a?day={session},/b"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_USER", "#u"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_PASSWORD", "#p"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_SUBMIT", "#s"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_LOGGED_IN", "#i"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_REFUSED", "#r"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_LEVELS", "#l"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_HOSTS", "cdn.example.org,login.example.org"),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_DECIMAL", ","),
                Map.entry("B3_COLLECTORS_GAMMA_LEVELS_SITE_SCREENSHOTS", "pictures"),
                Map.entry("B3_FIRECRAWL_URL", "http://localhost:3002"),
                Map.entry("B3_FIRECRAWL_KEY", "secret"),
                Map.entry("B3_FIRECRAWL_KEY_FILE", "/run/key"));
        assertThat(read(environment))
                .isEqualTo(new CollectorConfig(
                        "b3-price-report",
                        new KafkaSettings("kafka:9092", (short) 3, Map.of("security.protocol", "SASL_SSL")),
                        new CollectorConfig.Http("somebody"),
                        new CollectorConfig.Firecrawl(URI.create("http://localhost:3002"), "secret", "/run/key"),
                        new CollectorConfig.Run(
                                false, null, LocalDate.parse("2025-02-03"), LocalDate.parse("2025-02-07"))));
        assertThat(environment(environment).getProperty("server.address")).isEqualTo("0.0.0.0");
        assertThat(environment(environment).getProperty("server.port")).isEqualTo("9999");
        Registry.Settings sources = sources(environment);
        assertThat(sources.source(Feeds.PRICE_REPORT))
                .isEqualTo(new Source(
                        false,
                        URI.create("http://localhost:8080"),
                        Plan.Schedule.of("06:00"),
                        Plan.Slot.of("+1s 08:00"),
                        5,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(200),
                        true));
        assertThat(sources.value(Feeds.PRICE_REPORT, "file", PriceReport.class)).isEqualTo(PriceReport.PR);
        assertThat(Registry.all(sources).stream()
                        .filter(collector -> !collector.product().isEmpty())
                        .map(Collector::name))
                .containsExactly(
                        "b3-derivative-quotation:IND",
                        "bcb-indicators:12",
                        "bcb-indicators:1",
                        "b3-company-supplement:PETR",
                        "b3-cash-dividends:PETR");
        assertThat(sources.browser()).isEqualTo("/usr/bin/chromium");
        assertThat(sources.all(Feeds.GAMMA_LEVELS_SITE, GammaSite.class))
                .isEqualTo(new GammaSite(
                        "/in",
                        List.of("/a?day={session}", "/b"),
                        new GammaSite.Selectors("#u", "#p", "#s", "#i", "#r", "#l"),
                        List.of("cdn.example.org", "login.example.org"),
                        ",",
                        "me",
                        "/run/user",
                        "word",
                        "/run/password",
                        "pictures"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B3_KAFKA_REPLICATION | 0 | b3.kafka.replication | expected 1 or more, saw \"0\"",
                "B3_KAFKA_BOOTSTRAP_SERVERS | '' | b3.kafka.bootstrap-servers | expected host:port",
                "B3_HTTP_USER_AGENT | ' ' | b3.http.user-agent | expected a name",
                "B3_FIRECRAWL_URL | firecrawl | b3.firecrawl.url | expected http(s)://host, saw \"firecrawl\"",
                "B3_RUN_FROM | 2025-02-03 | b3.run | expected both from and to, from no later than to, saw \"session=null, from=2025-02-03, to=null\"",
                "B3_RUN_SESSION | yesterday | b3.run.session | LocalDate",
                "B3_COLLECTORS_B3_PRICE_REPORT_URL | b3.com.br | url | expected http(s)://host, saw \"b3.com.br\"",
                "B3_COLLECTORS_B3_PRICE_REPORT_FILE | XX | b3-price-report.file | Registry.PriceReport.XX",
                "B3_COLLECTORS_B3_DERIVATIVE_QUOTATION_ASSETS | DOL,DOLAR | asset | expected a commodity code such as DOL",
                "B3_COLLECTORS_B3_DERIVATIVE_QUOTATION_ASSETS | '' | assets | expected at least one, saw none",
                "B3_COLLECTORS_B3_DERIVATIVE_QUOTATION_ASSETS | DOL,DOL | b3-derivative-quotation | expected each product once",
                "B3_COLLECTORS_B3_COMPANY_SUPPLEMENT_COMPANIES | PETR4 | companies | expected issuing codes such as PETR",
                "B3_COLLECTORS_BCB_INDICATORS_SERIES | Selic | bcb-indicators.series | int",
                "B3_COLLECTORS_BCB_INDICATORS_SERIES | 11,0 | series | expected the number of an SGS series such as 11, saw 0",
                "B3_COLLECTORS_BCB_INDICATORS_PTAX_URL | olinda | url | expected http(s)://host, saw \"olinda\"",
                "B3_COLLECTORS_B3_PRICE_REPORT_SCHEDULE | 6am | b3-price-report.schedule | expected a São Paulo time such as"
                        + " 18:30, +1d 06:00 or +1s 06:00, saw \"6am\"",
                "B3_COLLECTORS_B3_PRICE_REPORT_CATCH_UP_SESSIONS | -1 | catch-up-sessions | expected 0 or more, saw -1",
                "B3_COLLECTORS_GAMMA_LEVELS_SITE_LOGIN_PATH | login | login-path | expected paths such as /login, saw \"login\"",
                "B3_COLLECTORS_GAMMA_LEVELS_SITE_SELECTORS_LEVELS | '' | selectors | saw one that is blank",
                "B3_COLLECTORS_GAMMA_LEVELS_SITE_DECIMAL | ; | decimal | expected a comma, a point or nothing, saw \";\"",
                "B3_COLLECTORS_GAMMA_LEVELS_SITE_HOSTS | https://cdn | hosts | expected names such as cdn.example.org",
                "B3_COLLECTORS_B3_PRICE_REPORT_TIMEOUT | 0s | timeout | expected more than 0",
                "B3_COLLECTORS_B3_PRICE_REPORT_PACE | -1s | pace | expected 0 or more"
            })
    void aWrongValueStopsWithItsNameTheValueAndWhatIsAllowed(
            String name, String value, String setting, String allowed) {
        assertThatThrownBy(() -> {
                    CollectorConfig unused = read(Map.of(name, value));
                    Registry.all(sources(Map.of(name, value)));
                })
                .hasStackTraceContaining(setting)
                .hasStackTraceContaining(allowed);
    }

    @Test
    void aSessionAskedForOnceIsAskedForOnce() {
        Map<String, Object> once = Map.of("B3_RUN_ONCE", "true", "B3_RUN_SESSION", "2025-02-03");
        assertThat(read(once).run().session()).isEqualTo("2025-02-03");
        Map<String, Object> both =
                Map.of("B3_RUN_SESSION", "2025-02-03", "B3_RUN_FROM", "2025-02-03", "B3_RUN_TO", "2025-02-03");
        assertThatThrownBy(() -> read(both)).hasStackTraceContaining("expected either session or from and to");
    }

    @Test
    void readsTheCommandLine() {
        assertThat(CollectorApplication.settings("--once", "--b3.collector=b3-price-report"))
                .containsExactly(
                        "--b3.run.once=true",
                        "--b3.collector=b3-price-report",
                        "--spring.main.web-application-type=NONE");
        assertThat(CollectorApplication.settings("--session", "2025-02-03")).contains("--b3.run.session=2025-02-03");
        assertThat(CollectorApplication.settings("--from=2025-02-03", "--to", "2025-02-07"))
                .contains("--b3.run.from=2025-02-03", "--b3.run.to=2025-02-07");
        assertThat(CollectorApplication.settings()).isEmpty();
        assertThatThrownBy(() -> CollectorApplication.settings("--onec")).hasMessageContaining("--onec");
        assertThatThrownBy(() -> CollectorApplication.settings("--session")).hasMessageContaining("--session");
    }

    private static CollectorConfig read(Map<String, Object> variables) {
        return ProgramSettings.read("b3-collector", CollectorConfig.class, variables);
    }

    private static Registry.Settings sources(Map<String, Object> variables) {
        return new CollectorApplication.BoundSettings(environment(variables));
    }

    private static Environment environment(Map<String, Object> variables) {
        return ProgramSettings.environment("b3-collector", variables);
    }
}
