package b3.collector;

import b3.collector.due.Time;
import b3.collector.fetch.Http;
import b3.collector.publish.RawPublisher;
import b3.collector.source.Collector;
import b3.program.ObservableProgram;
import b3.program.Program;
import b3.program.Setting;
import b3.schema.Feed;
import b3.schema.jobs.Job;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The program: reads the settings, builds the parts, and runs until told to stop. */
public final class CollectorApplication {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorApplication.class);
    private static final Set<String> DATES = Set.of("--session", "--from", "--to");
    private static final String USAGE = """
            Usage: collector [--b3.collector=FEED] [--once | --session DAY | --from DAY --to DAY] [--b3.NAME=VALUE ...]
              --b3.collector=FEED  collect this feed only, all its parts; without it every enabled one
              --once               ask for every session that is due now, then stop
              --session DAY        ask for this session (2025-02-03) now, then stop
              --from DAY --to DAY  ask for every session of these days now, oldest first, then stop
            Without --once, --session or --from: keep the schedule until stopped.
            Exit code: 0 all answered, 1 a source was in trouble, 2 wrong usage.
            """;

    /** The program, for whoever starts it. */
    public static final Program PROGRAM = new Program("b3-collector", CollectorConfig.class, Parts.class);

    private CollectorApplication() {}

    /** Runs as a process of its own. */
    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        List<String> settings;
        try {
            settings = settings(args);
        } catch (IllegalArgumentException e) {
            System.err.print(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        ConfigurableApplicationContext context = PROGRAM.process().run(settings.toArray(String[]::new));
        CollectorConfig.Run run = context.getBean(CollectorConfig.class).run();
        if (run.isWanted()) {
            int exitCode;
            try (context) {
                exitCode = context.getBean(CollectorThreads.class).once(run, System.err);
            } catch (RuntimeException outage) {
                System.err.println("cannot record attempts: " + outage.getMessage());
                exitCode = 1;
            }
            System.exit(exitCode);
        }
    }

    /**
     * Runs inside a process that others run in too, without a port of its own.
     *
     * @param properties settings, stronger than the environment and the defaults
     * @return to be closed in the end; closing stops the collectors
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return PROGRAM.start(properties, WebApplicationType.NONE);
    }

    /** The command line as Spring reads it: {@code --session DAY} becomes {@code --b3.run.session=DAY}. */
    static List<String> settings(String... args) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].contains("=") ? args[i].substring(0, args[i].indexOf('=')) : args[i];
            if (args[i].equals("--once")) {
                settings.add("--b3.run.once=true");
            } else if (DATES.contains(args[i]) && i + 1 < args.length) {
                settings.add("--b3.run." + name.substring(2) + "=" + args[++i]);
            } else if (DATES.contains(name) && args[i].contains("=")) {
                settings.add("--b3.run." + args[i].substring(2));
            } else if (args[i].startsWith("--") && args[i].contains("=")) {
                settings.add(args[i]);
            } else {
                throw new IllegalArgumentException("expected one of the options below, saw \"" + args[i] + "\"");
            }
        }
        if (settings.stream().anyMatch(setting -> setting.startsWith("--b3.run."))) {
            settings.add("--spring.main.web-application-type=" + WebApplicationType.NONE);
        }
        return settings;
    }

    /** The parts and how they hang together. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @ObservableProgram
    @EnableConfigurationProperties(CollectorConfig.class)
    static class Parts {

        @Bean
        RawPublisher rawPublisher(CollectorConfig config) {
            return new RawPublisher(
                    config.kafka().clientSettings(), config.kafka().replication());
        }

        @Bean
        CollectorMetrics collectorMetrics(MeterRegistry meters) {
            return new CollectorMetrics(meters);
        }

        @Bean
        CollectorThreads collectorThreads(
                CollectorConfig config, Environment environment, RawPublisher publisher, CollectorMetrics metrics) {
            Time time = Time.of(Clock.systemUTC());
            Http.Shared web = new Http.Shared(
                    config.http().userAgent(),
                    time,
                    config.firecrawl().service().orElse(null));
            CollectorLoop.Shared shared = new CollectorLoop.Shared(metrics.counting(publisher), time, new Random());
            List<CollectorLoop> loops =
                    chosen(config.collector(), Registry.all(new BoundSettings(environment))).stream()
                            .map(each -> new CollectorLoop(each, new Http(web, each.source()), shared))
                            .toList();
            loops.forEach(metrics::watch);
            return new CollectorThreads(loops, !config.run().isWanted());
        }

        @Bean
        CompositeHealthContributor collectors(CollectorThreads threads) {
            Map<String, HealthContributor> health = new LinkedHashMap<>();
            threads.loops().forEach(loop -> health.put(loop.name(), (HealthIndicator) () -> health(loop.condition())));
            return CompositeHealthContributor.fromMap(health);
        }

        private static Health health(CollectorLoop.Condition condition) {
            Health.Builder health = condition.problem() == null
                    ? Health.up()
                    : Health.down().withDetail("problem", condition.problem());
            Job last = condition.last();
            if (last != null) {
                health.withDetail("last", last.session() + " " + last.outcome() + " " + last.startedAt());
                health.withDetail("next", Objects.toString(last.nextAttemptAt(), "by schedule"));
            }
            Job found = condition.found();
            if (found != null) {
                health.withDetail("lastFound", found.session() + " " + found.startedAt());
            }
            return health.withDetail("overdue", condition.overdue()).build();
        }

        private static List<Collector> chosen(String name, List<Collector> all) {
            List<String> names = all.stream()
                    .map(collector -> collector.feed().name())
                    .distinct()
                    .toList();
            Setting.check(
                    "b3.collector",
                    name,
                    name.isEmpty() || names.contains(name),
                    "one of " + names + " or nothing for all");
            List<Collector> chosen = new ArrayList<>();
            for (Collector collector : all) {
                Optional<String> disabled = collector.disabled();
                if (disabled.isPresent()) {
                    LOG.info("{} is disabled: {}", collector.name(), disabled.get());
                } else if (name.isEmpty() || collector.feed().name().equals(name)) {
                    chosen.add(collector);
                }
            }
            return chosen;
        }
    }

    /** The settings of each feed, {@code b3.collectors.<feed>.*}. */
    record BoundSettings(Environment environment) implements Registry.Settings {

        @Override
        public <T> T all(Feed feed, Class<T> type) {
            return bound("b3.collectors." + feed.name(), type);
        }

        @Override
        public <T> T value(Feed feed, String name, Class<T> type) {
            return bound("b3.collectors." + feed.name() + "." + name, type);
        }

        @Override
        public String browser() {
            return bound("b3.browser.executable", String.class);
        }

        private <T> T bound(String name, Class<T> type) {
            return Binder.get(environment)
                    .bind(name, type)
                    .orElseThrow(() -> new IllegalArgumentException(name + ": expected a value, saw none"));
        }
    }
}
