package b3.api.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.http.Problem;
import b3.schema.Sha256;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only callers with a key see data: {@code Authorization: Bearer <key>} or {@code X-API-Key: <key>}. Pages, the API
 * description and plain {@code /health} hold no data and stay open. Without any key configured everything is open.
 *
 * <p>It is ours because Spring Security would bring sessions, logins and a filter chain to compare a header with a list.
 */
public final class ApiKeys implements Filter {

    private static final Set<String> OPEN =
            Set.of("/", "/index.html", "/favicon.ico", "/docs", "/openapi.json", "/openapi.json/swagger-config");
    private static final String DOCS = "/swagger-ui/";
    private static final String BEARER = "Bearer ";

    private final List<byte[]> hashes;

    /** Accepts these keys; only their hashes are kept. */
    public ApiKeys(Set<String> keys) {
        this.hashes = keys.stream().map(ApiKeys::hash).toList();
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        if (hashes.isEmpty() || isOpen(request) || holder(request) >= 0) {
            chain.doFilter(any, anyAnswer);
            return;
        }
        HttpServletResponse response = (HttpServletResponse) anyAnswer;
        response.setHeader("WWW-Authenticate", "Bearer realm=\"b3\"");
        Problem.ofStatus(401, "send a key as Authorization: Bearer <key> or X-API-Key: <key>")
                .write(request, response);
    }

    /** The client that a request counts for: its key, else the address that it comes from. */
    String client(HttpServletRequest request) {
        int holder = holder(request);
        return holder >= 0 ? "key " + holder : "address " + request.getRemoteAddr();
    }

    private static boolean isOpen(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean plainHealth = path.equals("/health") && request.getQueryString() == null;
        return plainHealth || OPEN.contains(path) || path.startsWith(DOCS);
    }

    /** Number of the key that the request holds; -1 for none. Looks at every key, whichever matches. */
    private int holder(HttpServletRequest request) {
        String key = key(request);
        if (key == null) {
            return -1;
        }
        byte[] hash = hash(key);
        int holder = -1;
        for (int i = 0; i < hashes.size(); i++) {
            if (MessageDigest.isEqual(hashes.get(i), hash)) {
                holder = i;
            }
        }
        return holder;
    }

    private static @Nullable String key(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : request.getHeader("X-API-Key");
    }

    private static byte[] hash(String key) {
        return Sha256.of(key.getBytes(UTF_8));
    }
}
