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
 * What came of asking a source once.
 *
 * @param outcome what came of it
 * @param document the bytes, if any came; published only if the outcome is {@code FETCHED}
 * @param httpStatus status of the last answer; null when there was none
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
     * @param bytes what was served, untouched
     * @param contentType media type as served, or {@code application/octet-stream}
     * @param url where it was served, without secrets
     * @param version which version the source says it is
     */
    public record Document(byte[] bytes, String contentType, String url, Version version) {

        /**
         * A look at the bytes as JSON: UTF-8, else latin-1, whatever the source calls them.
         *
         * @throws JacksonException if they are neither
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
     * A source's own marks of one version of a document.
     *
     * @param etag null when it gives none
     * @param lastModified in the source's own words; null when it does not say
     */
    public record Version(@Nullable String etag, @Nullable String lastModified) {}

    /** An answer without a document. */
    public static Fetched nothing(Outcome outcome, @Nullable Integer httpStatus, @Nullable String detail) {
        return new Fetched(outcome, null, httpStatus, null, detail);
    }

    /** The same answer, judged differently on a closer look. */
    public Fetched as(Outcome judged, @Nullable String why) {
        return new Fetched(judged, document, httpStatus, retryAfter, why);
    }

    /**
     * The same answer, unless it is a web page: a challenge is {@code BLOCKED}, any other page served in the document's
     * place means that the document is not there. For sources whose documents are no web pages.
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
