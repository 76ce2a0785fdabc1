package b3.stream.normalize.document;

import b3.schema.Json;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** JSON documents of the exchange, with figures as they are printed. */
public final class ExactJson {

    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private static final int MAX_SCALE = 40;

    private ExactJson() {}

    /** The whole document. */
    public static JsonNode read(ArchiveMember member) {
        try (InputStream in = member.open()) {
            return READER.readTree(in);
        } catch (JacksonException e) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    member.name() + ": expected a JSON document, saw " + member.glimpse() + ": "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text of a field, without blanks around it; empty when absent. */
    public static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isString() ? value.stringValue().strip() : "";
    }

    /** Text of a field that the row cannot do without. */
    public static String required(JsonNode row, String field) {
        String text = text(row, field);
        if (text.isEmpty()) {
            throw missing(field);
        }
        return text;
    }

    /** A figure; null when absent. */
    public static @Nullable Double figure(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, field + ": expected a number, saw " + shortly(value));
        }
        BigDecimal figure = value.decimalValue();
        if (Math.abs(figure.scale()) > MAX_SCALE || figure.precision() > MAX_SCALE) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, field + ": expected a figure of fewer digits, saw " + shortly(value));
        }
        return BrazilianFormat.exact(field, figure).doubleValue();
    }

    /** A figure that the row cannot do without and that is never negative. */
    public static double quantity(JsonNode row, String field) {
        Double figure = figure(row, field);
        if (figure == null) {
            throw missing(field);
        }
        if (figure < 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, field + ": expected no negative quantity, saw " + figure);
        }
        return figure;
    }

    /** A date in the given form. */
    public static LocalDate date(JsonNode row, String field, DateTimeFormatter form) {
        String text = required(row, field);
        try {
            return LocalDate.parse(text, form);
        } catch (DateTimeParseException e) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, field + ": expected a date, saw \"" + text + "\"");
        }
    }

    /** A value as text for a message, cut after 80 characters. */
    public static String shortly(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static UnreadableFieldException missing(String field) {
        return new UnreadableFieldException(Reason.MISSING_FIELD, field + ": absent");
    }
}
