package b3.api.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What every answer tells a browser: no sniffing, no framing, no referrer, and only our own scripts. It is ours because
 * Tomcat's {@code HttpHeaderSecurityFilter} writes neither a content policy nor a referrer policy.
 */
public final class SecurityHeaders implements Filter {

    /** The documentation page styles itself inline and has images as data. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @Override
    public void doFilter(ServletRequest request, ServletResponse any, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse response = (HttpServletResponse) any;
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        chain.doFilter(request, response);
    }
}
