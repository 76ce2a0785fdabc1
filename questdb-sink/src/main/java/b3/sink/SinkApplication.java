package b3.sink;

import b3.program.ObservableProgram;
import b3.program.Program;
import b3.program.QuestDbSettings;
import b3.sink.questdb.Ilp;
import b3.sink.questdb.TableCreator;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
@ObservableProgram
public class SinkApplication {

    /** The program, for whoever starts it. */
    public static final Program PROGRAM = new Program("b3-sink", SinkConfig.class, SinkApplication.class);

    /** The sink on its own; a bug ends the process, so that its supervisor starts it again. */
    public static void main(String[] arguments) {
        SpringApplication application = PROGRAM.process().build();
        application.addListeners(event -> {
            if (event instanceof ConsumerStoppedEvent stopped && isFailure(stopped)) {
                System.exit(1);
            }
        });
        application.run(arguments);
    }

    /** The sink inside another program, without a port of its own; the settings stand above every other. */
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return PROGRAM.start(settings, WebApplicationType.NONE);
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
        database.setUrl(config.questdb().jdbcUrl());
        QuestDbSettings.Login login = config.questdb().pgLogin();
        database.setUser(login.user());
        database.setPassword(login.password());
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
