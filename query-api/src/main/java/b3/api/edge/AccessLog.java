package b3.api.edge;

import b3.api.http.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes one log line and takes one measurement for each request, and puts its correlation id on the answer and on every
 * log line in between. The line has no query string and no header, so no secret gets into it.
 *
 * <p>It is ours because Tomcat's access log valve writes to a file of its own and knows neither route nor correlation id, and
 * because Spring's observation filter labels its measurements with other names than {@code GET /metrics} describes.
 */
public final class AccessLog implements Filter {

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final String ROUTE = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final int LONGEST_PATH = 200;

    private final MeterRegistry meters;

    public AccessLog(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) anyAnswer;
        String id = Correlation.of(request);
        response.setHeader(Correlation.HEADER, id);
        long start = System.nanoTime();
        MDC.put("correlationId", id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("correlationId");
            record(request, response, id, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void record(HttpServletRequest request, HttpServletResponse response, String id, Duration took) {
        Object route = request.getAttribute(ROUTE);
        Timer.builder("http.server.requests")
                .description("Requests answered")
                .tag("method", known(request.getMethod()))
                .tag("route", route == null ? "none" : route.toString())
                .tag("status", Integer.toString(response.getStatus()))
                .register(meters)
                .record(took);
        String path = request.getRequestURI();
        log.info(
                "request method={} path={} status={} durationMillis={} client={} correlationId={}",
                known(request.getMethod()),
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…",
                response.getStatus(),
                took.toMillis(),
                request.getRemoteAddr(),
                id);
    }

    /** The method as a label; a made-up one must not make a new time series. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE" -> method;
            default -> "OTHER";
        };
    }
}
