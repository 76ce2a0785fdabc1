package b3.api;

import b3.api.docs.OpenApi;
import b3.api.edge.AccessLog;
import b3.api.edge.ApiKeys;
import b3.api.edge.Origins;
import b3.api.edge.ProblemValve;
import b3.api.edge.RateLimit;
import b3.api.edge.ReadableRequest;
import b3.api.edge.SecurityHeaders;
import b3.api.read.Pages;
import b3.program.Program;
import b3.program.WebProgram;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardHost;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The query API as a program. It imports exactly the parts of Spring Boot that it uses, so it starts the same alone and
 * beside the other programs in one JVM.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = ApiApplication.class)
@EnableConfigurationProperties(ApiConfig.class)
@WebProgram
@ImportAutoConfiguration({
    HttpEncodingAutoConfiguration.class, // parameters are UTF-8
    LifecycleAutoConfiguration.class, // how long a stop waits for answers, spring.lifecycle.*
    // the description of the API and its page
    SpringDocConfiguration.class, // makes the description
    SpringDocConfigProperties.class, // its settings
    SpringDocWebMvcConfiguration.class, // serves it
    SwaggerConfig.class, // serves the page
    SwaggerUiConfigProperties.class, // its settings
    SwaggerUiOAuthProperties.class // the page wants them though nobody logs in
})
public class ApiApplication {

    /** The program, for whoever starts it. */
    public static final Program PROGRAM = new Program("b3-api", ApiConfig.class, ApiApplication.class);

    /** Runs until told to stop; wrong settings end it with one line and exit code 2. */
    public static void main(String[] args) {
        PROGRAM.process().run(args);
    }

    /**
     * Starts it inside a JVM that it shares.
     *
     * @param properties settings, which win over every other source
     * @return the running program; close it to stop
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return PROGRAM.start(properties, WebApplicationType.SERVLET);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }

    @Bean
    JvmGcMetrics garbageMetrics(PrometheusMeterRegistry meters) {
        JvmGcMetrics metrics = new JvmGcMetrics();
        metrics.bindTo(meters);
        return metrics;
    }

    @Bean
    QuestDb questDb(ApiConfig config, PrometheusMeterRegistry meters) {
        return new QuestDb(config.questdb(), config.connections(), meters);
    }

    @Bean
    Pages pages(QuestDb questDb) {
        return new Pages(questDb);
    }

    @Bean
    Answers answers(Pages pages) {
        return new Answers(pages);
    }

    @Bean
    OpenApi openApi() {
        return new OpenApi();
    }

    @Bean
    FilterRegistrationBean<Filter> accessLog(PrometheusMeterRegistry meters) {
        return at(1, new AccessLog(meters));
    }

    @Bean
    FilterRegistrationBean<Filter> securityHeaders() {
        return at(2, new SecurityHeaders());
    }

    @Bean
    FilterRegistrationBean<Filter> origins(ApiConfig config) {
        return at(3, Origins.filter(config.api().cors()));
    }

    @Bean
    ApiKeys apiKeys(ApiConfig config) {
        return new ApiKeys(config.api().accepted());
    }

    @Bean
    FilterRegistrationBean<Filter> rateLimit(ApiConfig config, ApiKeys keys) {
        return at(4, new RateLimit(config.api().rateLimit(), keys));
    }

    @Bean
    FilterRegistrationBean<Filter> keysCheck(ApiKeys keys) {
        return at(5, keys);
    }

    @Bean
    FilterRegistrationBean<Filter> readableRequest() {
        return at(6, new ReadableRequest());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    private static FilterRegistrationBean<Filter> at(int place, Filter filter) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(place);
        registration.setUrlPatterns(List.of("/*"));
        return registration;
    }
}
