package b3.collector.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.Json;
import b3.schema.jobs.Job.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The result of asking a source once.
 *
 * @param outcome whether the document was found, or why not
 * @param document the bytes that came; published only if the outcome is {@code FETCHED}; null when none came
 * @param httpStatus the status of the last answer; null when there was none
 * @param retryAfter how long the source asks us to stay away; null when it does not
 * @param detail one line for a person: what was expected and seen; null when there is nothing to say
 */
public record Fetched(
        Outcome outcome,
        @Nullable Document document,
        @Nullable Integer httpStatus,
        @Nullable Duration retryAfter,
        @Nullable String detail) {

    private static final Pattern CHALLENGE =
            Pattern.compile("captcha|challenge|cloudflare|access denied|acesso negado|forbidden|blocked|bloquead");
    private static final int SNIFFED_BYTES = 4096;

    public Fetched {
        if (outcome == Outcome.FETCHED && document == null) {
            throw new IllegalArgumentException("FETCHED without a document");
        }
    }

    /**
     * A document as served.
     *
     * @param bytes the bytes that were served, untouched
     * @param contentType the media type as served, or {@code application/octet-stream}
     * @param url the address that served it, without secrets
     * @param version the version that the source says it is
     */
    public record Document(byte[] bytes, String contentType, String url, Version version) {

        /**
         * Reads the bytes as JSON in UTF-8, or else in latin-1, whatever charset the source declares.
         *
         * @throws JacksonException if they are JSON in neither charset
         */
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(bytes);
            } catch (JacksonException notUtf8) {
                return Json.MAPPER.readTree(new String(bytes, ISO_8859_1));
            }
        }
    }

    /**
     * What a source calls one version of a document.
     *
     * @param etag the header ETag; null when the source sends none
     * @param lastModified the header Last-Modified as sent; null when the source sends none
     */
    public record Version(@Nullable String etag, @Nullable String lastModified) {}

    /** Returns an answer without a document. */
    public static Fetched nothing(Outcome outcome, @Nullable Integer httpStatus, @Nullable String detail) {
        return new Fetched(outcome, null, httpStatus, null, detail);
    }

    /** Returns the same answer with another outcome and the reason for it. */
    public Fetched as(Outcome judged, @Nullable String why) {
        return new Fetched(judged, document, httpStatus, retryAfter, why);
    }

    /**
     * Returns the same answer, unless it is a web page in the place of the document: a challenge page is {@code BLOCKED}, and
     * any other page means that the document is not published. It serves sources whose documents are not web pages.
     */
    public Fetched unlessWebPage() {
        if (outcome != Outcome.FETCHED || document == null) {
            return this;
        }
        byte[] bytes = document.bytes();
        String start = new String(bytes, 0, Math.min(bytes.length, SNIFFED_BYTES), ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!start.contains("<!doctype html") && !start.contains("<html")) {
            return this;
        }
        return CHALLENGE.matcher(start).find()
                ? as(Outcome.BLOCKED, "expected the document, saw a challenge page")
                : as(Outcome.NOT_PUBLISHED, "expected the document, saw a web page");
    }
}
