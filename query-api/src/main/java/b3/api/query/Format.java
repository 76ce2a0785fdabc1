package b3.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.http.Accept;
import b3.api.http.Problem;
import b3.schema.Json;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/** A format of answers. Every format writes a figure in the same characters. */
public enum Format {
    /** One object: rows, and what is said of them. */
    JSON("application/json", "application/json"),
    /** A header row and a row a record, RFC 4180; null is an empty cell. */
    CSV("text/csv", "text/csv;header=present;charset=utf-8"),
    /** One JSON object a line. */
    NDJSON("application/x-ndjson", "application/x-ndjson");

    /** The parameter that names a format; it wins over the Accept header. */
    public static final Parameter PARAMETER = Parameter.oneOf("format", List.of("json", "csv", "ndjson"))
            .means("Format of the answer; wins over the Accept header.");

    private static final ObjectWriter WRITER = Json.MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
    private static final int LONGEST_ECHO = 100;

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
     * @param accept values of the Accept header
     * @throws b3.api.http.ProblemException with status 406 if the Accept header is malformed or takes none of the formats
     */
    public static Format wanted(@Nullable Object format, List<String> accept) {
        if (format != null) {
            return valueOf(format.toString().toUpperCase(Locale.ROOT));
        }
        List<String> served = Arrays.stream(values()).map(Format::mediaType).toList();
        String preferred = Accept.preferred(accept, served).orElseThrow(() -> Problem.ofStatus(
                        406,
                        "Accept asks for " + shorten(String.join(", ", accept)) + "; served are "
                                + String.join(", ", served))
                .exception());
        return values()[served.indexOf(preferred)];
    }

    /**
     * Writes rows one by one, as the iterator gives them, and leaves the stream open.
     *
     * @param columns names of the rows' fields, in order
     * @param rows the rows, each with all fields in order
     * @param about what JSON says after the rows, by member; asked for once, after the last row
     */
    public void write(
            List<String> columns,
            Iterator<Map<String, @Nullable Object>> rows,
            Supplier<Map<String, @Nullable Object>> about,
            OutputStream out)
            throws IOException {
        switch (this) {
            case JSON -> json(rows, about, out);
            case CSV -> csv(columns, rows, out);
            case NDJSON -> ndjson(rows, out);
        }
    }

    private static void json(
            Iterator<Map<String, @Nullable Object>> rows,
            Supplier<Map<String, @Nullable Object>> about,
            OutputStream out) {
        try (JsonGenerator json = WRITER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            rows.forEachRemaining(json::writePOJO);
            json.writeEndArray();
            about.get().forEach(json::writePOJOProperty);
            json.writeEndObject();
        }
    }

    private static void csv(List<String> columns, Iterator<Map<String, @Nullable Object>> rows, OutputStream out)
            throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, UTF_8);
        csv.writeRecord(columns);
        while (rows.hasNext()) {
            CsvWriter.CsvWriterRecord row = csv.writeRecord();
            rows.next().values().forEach(value -> row.writeField(cell(value)));
            row.endRecord();
        }
        csv.flush();
    }

    private static void ndjson(Iterator<Map<String, @Nullable Object>> rows, OutputStream out) throws IOException {
        while (rows.hasNext()) {
            out.write(Json.bytes(rows.next()));
            out.write('\n');
        }
    }

    private static @Nullable String cell(@Nullable Object value) {
        return value == null || value instanceof String ? (String) value : Json.text(value);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
