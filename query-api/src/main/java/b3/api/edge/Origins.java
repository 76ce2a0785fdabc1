package b3.api.edge;

import b3.api.http.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * CORS by Spring: pages of the listed origins may read answers. A page of another origin gets its answer without the
 * headers that let it read, where Spring would refuse the request, because callers that are no pages send any Origin; only
 * its preflight is refused, and with a problem.
 */
public final class Origins extends DefaultCorsProcessor {

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> HEADERS =
            List.of("Accept", "Authorization", "If-None-Match", "X-API-Key", "x-correlation-id");
    private static final List<String> EXPOSED = List.of(
            "ETag",
            "Link",
            "Retry-After",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "x-correlation-id");
    private static final long PREFLIGHT_SECONDS = 3600;

    private Origins() {}

    /** The filter that allows these origins, each {@code scheme://host[:port]}; {@code *} allows all. */
    public static Filter filter(Set<String> allowed) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(List.copyOf(allowed));
        configuration.setAllowedMethods(METHODS);
        configuration.setAllowedHeaders(HEADERS);
        configuration.setExposedHeaders(EXPOSED);
        configuration.setMaxAge(PREFLIGHT_SECONDS);
        CorsFilter filter = new CorsFilter(request -> configuration);
        filter.setCorsProcessor(new Origins());
        return filter;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean allowed = super.processRequest(configuration, request, response);
        if (!CorsUtils.isPreFlightRequest(request)) {
            return true;
        }
        if (allowed) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            Problem.ofStatus(403, "this origin is not on the list b3.api.cors, or it asks for more than to read")
                    .write(request, response);
        }
        return allowed;
    }

    /** Nothing here: {@link #processRequest} answers what is refused. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {}
}
