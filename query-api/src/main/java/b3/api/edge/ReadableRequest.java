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
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Answers 400 to what Tomcat lets pass and Spring's parsers fail on with an exception that no error handler can tell from
 * a fault of ours: a path such as {@code /jobs;a=%zz}, and forwarded headers that make no address.
 */
public final class ReadableRequest implements Filter {

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        String fault = fault(request);
        if (fault == null) {
            chain.doFilter(any, anyAnswer);
        } else {
            Problem.ofStatus(400, fault).write(request, (HttpServletResponse) anyAnswer);
        }
    }

    private static @Nullable String fault(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parse(request);
        } catch (IllegalArgumentException malformed) {
            return "the path cannot be decoded";
        }
        try {
            ServletServerHttpRequest adapted = new ServletServerHttpRequest(request);
            ForwardedHeaderUtils.adaptFromForwardedHeaders(adapted.getURI(), adapted.getHeaders());
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            return "the Forwarded or X-Forwarded headers make no address";
        }
        return null;
    }
}
