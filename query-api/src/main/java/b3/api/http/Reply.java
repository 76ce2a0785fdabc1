package b3.api.http;

import b3.schema.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body with a strong ETag made of its bytes, so it changes exactly when the data do: 304 when the caller has it
 * already, gzip when the caller takes it. The gzip form has an ETag of its own, as RFC 9110 wants of a strong one.
 */
public final class Reply {

    private static final int WORTH_COMPRESSING = 1024;
    private static final String GZIP_SUFFIX = "-gzip";

    private Reply() {}

    /** Answers 200 with the body, or 304 without it. */
    public static void send(HttpServletRequest request, HttpServletResponse response, String contentType, byte[] body)
            throws IOException {
        boolean gzip = body.length >= WORTH_COMPRESSING && takesGzip(request.getHeader("Accept-Encoding"));
        String tag = tag(body);
        response.setHeader("ETag", "\"" + tag + (gzip ? GZIP_SUFFIX : "") + "\"");
        response.setHeader("Cache-Control", "no-cache");
        response.addHeader("Vary", "Accept, Accept-Encoding");
        if (holds(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(contentType);
        byte[] sent = gzip ? gzip(body) : body;
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(sent.length);
        response.getOutputStream().write(sent);
    }

    /** The tag of a body, without quotes: 132 bits of its SHA-256. */
    static String tag(byte[] body) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(body))
                .substring(0, 22);
    }

    /** Whether an If-None-Match names the tag, in either encoding; the weak comparison that the header asks for. */
    static boolean holds(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(entry -> entry.startsWith("W/") ? entry.substring(2) : entry)
                .anyMatch(entry -> entry.equals("*")
                        || entry.equals("\"" + tag + "\"")
                        || entry.equals("\"" + tag + GZIP_SUFFIX + "\""));
    }

    /** Whether an Accept-Encoding takes gzip. */
    static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(coding -> !coding.replace(" ", "").matches(".*;q=0(\\.0*)?"))
                .map(coding -> coding.split(";")[0].strip())
                .anyMatch(coding -> coding.equals("gzip") || coding.equals("*"));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
