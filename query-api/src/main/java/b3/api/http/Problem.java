package b3.api.http;

import b3.schema.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller sees it: RFC 9457 {@code application/problem+json}.
 *
 * @param status HTTP status
 * @param kind kebab-case name of the kind of problem, the end of {@code type}
 * @param title the kind in words, the same for every occurrence
 * @param detail what happened this time and what to do
 * @param parameter the query parameter at fault; null when none is
 * @param seen what the parameter held; null when it does not matter
 * @param allowed what it may hold; null when it does not matter
 */
public record Problem(
        int status,
        String kind,
        String title,
        String detail,
        @Nullable String parameter,
        @Nullable String seen,
        @Nullable String allowed) {

    /** Media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int LONGEST_ECHO = 100;
    private static final String RETRY_SECONDS = "5";

    public Problem {
        seen = seen == null || seen.length() <= LONGEST_ECHO ? seen : seen.substring(0, LONGEST_ECHO) + "…";
    }

    /** A problem that is not about a single parameter. */
    public Problem(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, null, null, null);
    }

    /** 400: a parameter holds something it may not hold. */
    public static Problem badParameter(String parameter, String seen, String allowed) {
        String shown = seen.length() <= LONGEST_ECHO ? seen : seen.substring(0, LONGEST_ECHO) + "…";
        return new Problem(
                400,
                "bad-parameter",
                "Bad parameter",
                parameter + ": expected " + allowed + ", saw \"" + shown + "\"",
                parameter,
                seen,
                allowed);
    }

    /** 503: what the answer needs is not there right now; asking again later helps. */
    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Temporarily unavailable", detail);
    }

    /** A problem whose kind follows from its status. */
    public static Problem ofStatus(int status, String detail) {
        return switch (status) {
            case 400 -> new Problem(400, "bad-request", "Bad request", detail);
            case 401 -> new Problem(401, "unauthorized", "API key needed", detail);
            case 403 -> new Problem(403, "forbidden", "Forbidden", detail);
            case 404 -> new Problem(404, "not-found", "No such resource", detail);
            case 405 -> new Problem(405, "method-not-allowed", "Method not allowed", detail);
            case 406 -> new Problem(406, "not-acceptable", "No such format", detail);
            case 429 -> new Problem(429, "too-many-requests", "Too many requests", detail);
            case 500 -> new Problem(500, "internal-error", "Internal error", detail);
            case 503 -> unavailable(detail);
            default -> new Problem(status, "http-" + status, "HTTP " + status, detail);
        };
    }

    /** Writes this problem as the whole answer. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Json.bytes(body(request.getRequestURI(), Correlation.of(request)));
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (status == 503) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The members of the body, in order. */
    public Map<String, Object> body(String instance, String correlationId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:b3-streams:problem:" + kind);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("correlationId", correlationId);
        if (parameter != null) {
            body.put("parameter", parameter);
        }
        if (seen != null) {
            body.put("seen", seen);
        }
        if (allowed != null) {
            body.put("allowed", allowed);
        }
        return body;
    }

    /** This problem as an exception, to throw where no response is at hand. */
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /** This problem as an exception with the fault that caused it. */
    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
