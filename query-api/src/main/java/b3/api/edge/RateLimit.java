package b3.api.edge;

import b3.api.http.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Allows each client a number of requests a minute, refilled evenly. Health and metrics are not counted: a probe must never be
 * told to wait. Only the last clients seen are remembered, so that a flood of addresses cannot fill the memory.
 *
 * <p>Bucket4j counts. The filter around it is ours because it counts a client by its API key, which Tomcat's
 * {@code RateLimitFilter} cannot, and because it tells the client what is left.
 */
public final class RateLimit implements Filter {

    private static final Set<String> UNCOUNTED = Set.of("/health", "/metrics");
    private static final int CLIENTS_REMEMBERED = 10_000;

    private final int perMinute;
    private final ApiKeys keys;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    /**
     * Allows this many requests.
     *
     * @param perMinute requests a minute; 0 for no limit
     * @param keys tells clients apart
     */
    public RateLimit(int perMinute, ApiKeys keys) {
        this.perMinute = perMinute;
        this.keys = keys;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) anyAnswer;
        if (perMinute == 0 || UNCOUNTED.contains(request.getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = bucket(keys.client(request)).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Limit", Integer.toString(perMinute));
        response.setHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        long wait = seconds(probe.getNanosToWaitForRefill());
        response.setHeader("Retry-After", Long.toString(wait));
        Problem.ofStatus(429, "more than " + perMinute + " requests a minute; ask again in " + wait + " s")
                .write(request, response);
    }

    private Bucket bucket(String client) {
        synchronized (buckets) {
            Bucket bucket = buckets.remove(client);
            if (bucket == null) {
                bucket = Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build();
            }
            buckets.put(client, bucket);
            if (buckets.size() > CLIENTS_REMEMBERED) {
                buckets.remove(buckets.keySet().iterator().next());
            }
            return bucket;
        }
    }

    private static long seconds(long nanos) {
        return Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
    }
}
