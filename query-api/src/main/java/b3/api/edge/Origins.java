package b3.api.edge;

import b3.api.http.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** CORS: pages of the listed origins may read answers; a page of any other origin gets no leave from us. */
public final class Origins implements Filter {

    private static final String EXPOSED =
            "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, x-correlation-id";

    private final Set<String> allowed;

    /** Allows these origins, each {@code scheme://host[:port]}; {@code *} allows all. */
    public Origins(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) anyAnswer;
        String origin = request.getHeader("Origin");
        response.addHeader("Vary", "Origin");
        boolean welcome = origin != null && (allowed.contains(origin) || allowed.contains("*"));
        if (welcome) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
        boolean preflight = origin != null
                && request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            chain.doFilter(request, response);
        } else if (welcome) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    "Accept, Authorization, If-None-Match, X-API-Key, x-correlation-id");
            response.setHeader("Access-Control-Max-Age", "3600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            Problem.ofStatus(403, "this origin is not on the list b3.api.cors").write(request, response);
        }
    }
}
