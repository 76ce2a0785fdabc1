package b3.api.http;

import b3.schema.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Sends a body with an ETag made of its bytes, so the tag changes exactly when the answer does, and 304 when the caller
 * has it already. Spring compares the tags. The tag is weak, because Tomcat compresses only answers without a strong one.
 *
 * <p>Spring's {@code ShallowEtagHeaderFilter} is not used: it gives no tag to HEAD requests, and it would also hold the
 * answers in memory that need no tag.
 */
public final class Reply {

    private static final int TAG_LENGTH = 22;

    private Reply() {}

    /** What writes the body of an answer. */
    @FunctionalInterface
    public interface Body {

        /** Writes the whole body; called once. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Answers 200 with the body, or 304 without it. The body is held in memory once, until its tag is known. */
    public static void send(HttpServletRequest request, HttpServletResponse response, String contentType, Body body)
            throws IOException {
        FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();
        MessageDigest digest = Sha256.digest();
        body.writeTo(new DigestOutputStream(bytes, digest));
        String tag =
                "W/\"" + Base64.getUrlEncoder().encodeToString(digest.digest()).substring(0, TAG_LENGTH) + "\"";
        response.setHeader("Cache-Control", "no-cache");
        response.addHeader("Vary", "Accept, Accept-Encoding");
        if (isNotModified(request, response, tag)) {
            return;
        }
        response.setContentType(contentType);
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }

    /** Spring takes {@code If-None-Match: *} for a condition on writing; RFC 9110 answers it with 304 when reading. */
    private static boolean isNotModified(HttpServletRequest request, HttpServletResponse response, String tag) {
        if (new ServletWebRequest(request, response).checkNotModified(tag)) {
            return true;
        }
        String ifNoneMatch = request.getHeader("If-None-Match");
        boolean any = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
        if (any) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return any;
    }
}
