package b3.program;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;

/**
 * A program that serves its health at {@code /actuator/health} and its metrics at {@code /actuator/prometheus}: imports
 * exactly the parts of Spring Boot that this takes. Without a web server only health indicators and meters remain, for
 * those who ask inside the process.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@WebProgram
@ImportAutoConfiguration({
    // health
    HealthContributorRegistryAutoConfiguration.class, // collects the program's health indicators
    HealthContributorAutoConfiguration.class, // one indicator that is always up, so that there is an answer
    HealthEndpointAutoConfiguration.class, // makes one status of all
    WebMvcHealthEndpointExtensionAutoConfiguration.class, // makes a status code of it: 200 or 503
    ApplicationAvailabilityAutoConfiguration.class, // keeps whether the program lives and is ready
    AvailabilityProbesAutoConfiguration.class, // /actuator/health/liveness and readiness, for a supervisor
    // metrics
    MetricsAutoConfiguration.class, // the clock and the filters of every meter
    CompositeMeterRegistryAutoConfiguration.class, // the one registry that the program's meters go to
    PrometheusMetricsExportAutoConfiguration.class, // the form that Prometheus scrapes
    JvmMetricsAutoConfiguration.class, // memory, threads and garbage collection
    SystemMetricsAutoConfiguration.class, // CPU, open files and uptime of the process
    // how both get out
    EndpointAutoConfiguration.class, // what an endpoint is
    WebEndpointAutoConfiguration.class, // which endpoints are served, management.endpoints.web.*
    ManagementContextAutoConfiguration.class, // serves them on the program's own port
    ServletManagementContextAutoConfiguration.class, // under /actuator of its servlet
    JacksonAutoConfiguration.class, // health as JSON
    JacksonEndpointAutoConfiguration.class // the same whatever the program's own JSON looks like
})
public @interface ObservableProgram {}
