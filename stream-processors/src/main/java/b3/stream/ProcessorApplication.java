package b3.stream;

import b3.program.ObservableProgram;
import b3.program.Program;
import b3.stream.metrics.DocumentMetrics;
import b3.stream.metrics.GammaMetrics;
import b3.stream.running.Restarts;
import b3.stream.running.RunningStreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The stream processors as a program: {@code --b3.processor=normalize} runs one, {@code all} (the default) every one.
 * Reads the settings, starts Kafka Streams, runs until told to stop.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorConfig.class)
@ObservableProgram
public class ProcessorApplication {

    /** The program, for whoever starts it. */
    public static final Program PROGRAM =
            new Program("b3-processor", ProcessorConfig.class, ProcessorApplication.class);

    /** The processors on their own; once all of them have failed for good the process ends, loudly, for its supervisor. */
    public static void main(String[] arguments) {
        SpringApplication application = PROGRAM.process().build();
        application.addListeners(event -> {
            if (event instanceof AvailabilityChangeEvent<?> change && change.getState() == LivenessState.BROKEN) {
                // not on the thread that the shutdown waits for
                new Thread(() -> System.exit(1), "exit").start();
            }
        });
        application.run(arguments);
    }

    /** The processors inside another program, without a port of their own; the settings stand above every other. */
    public static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return PROGRAM.start(settings, WebApplicationType.NONE);
    }

    @Bean
    Admin admin(ProcessorConfig config) {
        return Admin.create(config.kafka().clientSettings());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RunningStreams processors(
            ProcessorConfig config, Admin admin, MeterRegistry meters, ApplicationEventPublisher events, Clock clock) {
        Processors.Metrics metrics = new Processors.Metrics(new DocumentMetrics(meters), new GammaMetrics(meters));
        return new RunningStreams(
                Processors.of(config, metrics),
                Processors.cluster(config, admin),
                meters,
                events,
                clock,
                Restarts.DEFAULT);
    }
}
