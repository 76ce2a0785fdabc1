package b3.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that ties an answer to its log lines: taken from the caller when it is harmless, else made here. It is ours because
 * the servlet's own request id cannot be the caller's.
 */
public final class Correlation {

    /** Name of the header, in and out. */
    public static final String HEADER = "x-correlation-id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Correlation() {}

    /** The request's id; the first call decides it. */
    public static String of(HttpServletRequest request) {
        Object known = request.getAttribute(HEADER);
        if (known != null) {
            return known.toString();
        }
        String id = accept(request.getHeader(HEADER));
        request.setAttribute(HEADER, id);
        return id;
    }

    /** The caller's id if there is a harmless one, else a new one. */
    public static String accept(@Nullable String given) {
        return given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
