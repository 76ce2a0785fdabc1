package b3.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.http.Problem;
import b3.schema.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a page is written. The figures are the same characters in all of them. */
public enum Format {
    /** One object: rows, cursor and what they are. */
    JSON("application/json", "application/json"),
    /** A header row and a row a record, RFC 4180; null is an empty cell. */
    CSV("text/csv", "text/csv;header=present;charset=utf-8"),
    /** One JSON object a line. */
    NDJSON("application/x-ndjson", "application/x-ndjson");

    /** Wins over the Accept header. */
    public static final Parameter PARAMETER = Parameter.oneOf("format", List.of("json", "csv", "ndjson"))
            .means("Format of the answer; wins over the Accept header.");

    private static final String LINE_END = "\r\n";

    private final String mediaType;
    private final String contentType;

    Format(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** Media type without parameters, as an Accept header names it. */
    public String mediaType() {
        return mediaType;
    }

    /** Value of the Content-Type header. */
    public String contentType() {
        return contentType;
    }

    /**
     * The format that a caller wants.
     *
     * @param format the parameter's value; null when it was not given
     * @param accept the Accept header; null when there is none
     */
    public static Format wanted(@Nullable Object format, @Nullable String accept) {
        if (format != null) {
            return valueOf(format.toString().toUpperCase(Locale.ROOT));
        }
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        Format best = null;
        double bestQuality = 0;
        for (Format candidate : values()) {
            double quality = quality(accept, candidate.mediaType);
            if (quality > bestQuality) {
                best = candidate;
                bestQuality = quality;
            }
        }
        if (best == null) {
            String served = Arrays.stream(values()).map(Format::mediaType).collect(Collectors.joining(", "));
            throw Problem.ofStatus(406, "Accept asks for " + shorten(accept) + "; served are " + served)
                    .exception();
        }
        return best;
    }

    /** The page in this format. */
    public byte[] write(Page page) {
        return switch (this) {
            case JSON -> json(page);
            case CSV -> csv(page).getBytes(UTF_8);
            case NDJSON ->
                page.rows().stream()
                        .map(row -> Json.text(row) + "\n")
                        .collect(Collectors.joining())
                        .getBytes(UTF_8);
        };
    }

    private static byte[] json(Page page) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("data", page.rows());
        body.put("next", page.next());
        body.put("dataset", page.query().dataset().name());
        body.put("unit", page.query().dataset().unit());
        return Json.bytes(body);
    }

    private static String csv(Page page) {
        StringBuilder csv = new StringBuilder();
        csv.append(page.query().fields().stream().map(Field::name).collect(Collectors.joining(",")))
                .append(LINE_END);
        for (Map<String, @Nullable Object> row : page.rows()) {
            csv.append(row.values().stream().map(Format::cell).collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return csv.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return Json.text(value);
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** Quality of a media type in an Accept header: that of the most specific range that covers it, 0 for none. */
    private static double quality(String accept, String mediaType) {
        String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        for (String range : List.of(mediaType, family, "*/*")) {
            Optional<Double> quality = Arrays.stream(
                            accept.toLowerCase(Locale.ROOT).split(","))
                    .map(entry -> entry.replace(" ", ""))
                    .filter(entry -> entry.split(";")[0].equals(range))
                    .map(Format::qualityOf)
                    .max(Double::compare);
            if (quality.isPresent()) {
                return quality.get();
            }
        }
        return 0;
    }

    private static double qualityOf(String entry) {
        return Arrays.stream(entry.split(";"))
                .filter(parameter -> parameter.matches("q=[01](\\.\\d{0,3})?"))
                .map(parameter -> Double.valueOf(parameter.substring(2)))
                .findFirst()
                .orElse(1.0);
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
