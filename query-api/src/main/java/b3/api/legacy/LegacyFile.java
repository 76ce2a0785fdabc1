package b3.api.legacy;

import b3.schema.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * One file of the old system, declared once: {@link LegacyController} serves it and {@link LegacyDescriptions} describes it.
 *
 * @param path path of the route
 * @param operation id of the operation in the API description
 * @param summary what the file holds, in one sentence
 * @param description what is attested of it, and what is reconstructed
 * @param answer what the body is
 * @param contentType value of the Content-Type header
 * @param content what writes the body
 */
record LegacyFile(
        String path,
        String operation,
        String summary,
        String description,
        String answer,
        String contentType,
        Content content) {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv;header=present;charset=utf-8";

    /** What writes the body of a file. */
    @FunctionalInterface
    interface Content {

        /** Writes the whole body from the rows that stand now. */
        void write(LegacyRows rows, OutputStream out) throws IOException;
    }

    /** A file of one JSON object. */
    static LegacyFile json(
            String path,
            String operation,
            String summary,
            String description,
            String answer,
            Function<LegacyRows, Object> body) {
        Content content = (rows, out) -> Json.MAPPER.writeValue(out, body.apply(rows));
        return new LegacyFile(path, operation, summary, description, answer, JSON, content);
    }

    /** A CSV file. */
    static LegacyFile csv(String path, String operation, String summary, LegacyTable table) {
        String description = "The old system's file, oldest row first, with the columns that are attested; the newest"
                + " 100,000 points.";
        return new LegacyFile(path, operation, summary, description, "CSV", CSV, table);
    }

    /** Media type of the body, without parameters. */
    String mediaType() {
        return contentType.replaceFirst(";.*", "");
    }
}
