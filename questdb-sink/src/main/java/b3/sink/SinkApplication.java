package b3.sink;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** The sink as a program: reads the settings, puts the parts together, runs until told to stop. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(SinkConfig.class)
@ImportAutoConfiguration({
    CompositeMeterRegistryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    TomcatServletManagementContextAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class
})
public class SinkApplication {

    /** The sink on its own; a bug ends the process, so that its supervisor starts it again. */
    public static void main(String[] arguments) {
        SpringApplication application = program().build();
        application.addListeners(event -> {
            if (event instanceof ConsumerStoppedEvent stopped && isFailure(stopped)) {
                System.exit(1);
            }
        });
        application.run(arguments);
    }

    /** The sink inside another program, without a port of its own; the settings stand above every other. */
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return program()
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** The program before it starts. */
    static SpringApplicationBuilder program() {
        return new SpringApplicationBuilder(SinkApplication.class).properties("spring.config.name=b3-sink");
    }

    private static boolean isFailure(ConsumerStoppedEvent event) {
        return event.getReason() != ConsumerStoppedEvent.Reason.NORMAL;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataSource questDb(SinkConfig config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://" + config.questdb().pg() + "/qdb");
        String login = config.questdb().login();
        String secret = config.questdb().secret();
        database.setUser(login == null ? "admin" : login);
        database.setPassword(secret == null ? "quest" : secret);
        int seconds = Math.toIntExact(config.questdb().timeout().toSeconds());
        database.setConnectTimeout(seconds);
        database.setSocketTimeout(seconds);
        return database;
    }

    @Bean
    SinkHealth sinkHealth(Clock clock) {
        return new SinkHealth(clock);
    }

    @Bean
    SinkMetrics sinkMetrics(MeterRegistry meters) {
        return new SinkMetrics(meters);
    }

    @Bean
    TableCreator tableCreator(DataSource questDb, SinkConfig config) {
        return new TableCreator(questDb, config.sink().ttl());
    }

    @Bean
    VisibilityCheck visibilityCheck(
            DataSource questDb,
            TableCreator tables,
            SinkConfig config,
            Clock clock,
            SinkHealth health,
            SinkMetrics metrics) {
        return new VisibilityCheck(questDb, tables, config.sink().visibilityLimit(), clock, health, metrics);
    }

    @Bean
    Admin admin(SinkConfig config) {
        return Admin.create(SinkContainer.admin(config));
    }

    @Bean
    LagCheck lagCheck(Admin admin, SinkConfig config, SinkHealth health, SinkMetrics metrics) {
        return new LagCheck(admin, config.kafka().replication(), config.sink().group(), health, metrics);
    }

    @Bean
    Producer<byte[], byte[]> deadLetterProducer(SinkConfig config) {
        return new KafkaProducer<>(SinkContainer.producer(config));
    }

    @Bean
    Delivery delivery(SinkConfig config, Clock clock, TableCreator tables) {
        return new Delivery(
                new Ilp(config.questdb(), clock), tables, config.sink().maxRefused());
    }

    @Bean
    TableListener tableListener(
            SinkConfig config,
            Delivery delivery,
            Producer<byte[], byte[]> deadLetterProducer,
            SinkHealth health,
            SinkMetrics metrics) {
        RetryPause pause =
                new RetryPause(config.sink().retryInitial(), config.sink().retryMax());
        return new TableListener(delivery, new DeadLetters(deadLetterProducer), pause, health, metrics);
    }

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> sinkContainer(
            SinkConfig config, TableListener listener, SinkHealth health, MeterRegistry meters) {
        return SinkContainer.of(config, listener, health, meters);
    }

    @Bean
    ThreadPoolTaskScheduler checkThreads() {
        ThreadPoolTaskScheduler threads = new ThreadPoolTaskScheduler();
        threads.setPoolSize(2);
        threads.setThreadNamePrefix("sink-check-");
        return threads;
    }

    @Bean
    ScheduledTaskRegistrar checks(
            ThreadPoolTaskScheduler checkThreads, SinkConfig config, VisibilityCheck visibility, LagCheck lag) {
        ScheduledTaskRegistrar checks = new ScheduledTaskRegistrar();
        checks.setTaskScheduler(checkThreads);
        checks.addFixedDelayTask(visibility::check, config.sink().checkInterval());
        checks.addFixedDelayTask(lag::check, config.sink().checkInterval());
        return checks;
    }

    @Bean
    ApplicationListener<ConsumerStoppedEvent> stoppedByFailure(SinkHealth health) {
        return event -> {
            if (isFailure(event)) {
                health.fault("consumer", "stopped by a failure: " + event.getReason() + "; see the log");
            }
        };
    }
}
