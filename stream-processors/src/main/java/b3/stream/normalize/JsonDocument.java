package b3.stream.normalize;

import b3.schema.Json;
import b3.schema.RawScrape;
import b3.schema.Reason;
import java.io.InputStream;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** JSON as a source served it, with every figure as it was written. */
public final class JsonDocument {

    private static final int MAX_DIGITS_WRITTEN = 40;

    private static final ObjectReader READER =
            Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonDocument() {}

    /**
     * The document's only file as a tree.
     *
     * @param expected what the document should be, for the message
     * @throws UnreadableDocumentException if it is anything else than one JSON value
     */
    public static JsonNode read(RawScrape document, String expected) {
        ArchiveMember member = SingleFile.of(document, "json", expected);
        try {
            InputStream in = member.open();
            JsonNode root = READER.readTree(in);
            if (root == null || root.isMissingNode()) {
                throw SingleFile.unexpected(expected, member);
            }
            return root;
        } catch (JacksonException e) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    member.name() + ": expected " + expected + ", saw " + member.glimpse() + ": "
                            + ArchiveMember.printable(String.valueOf(e.getOriginalMessage())));
        }
    }

    /** The text of a field, stripped; empty for null and for a field that is not there. */
    public static String text(JsonNode value) {
        if (value.isNumber()) {
            return number("number", value).toPlainString();
        }
        return value.isString() ? value.stringValue().strip() : value.isNull() || value.isMissingNode() ? "" : value.toString();
    }

    /** A figure that JSON carries as a number. */
    public static BigDecimal number(String column, JsonNode value) {
        BigDecimal figure = value.decimalValue();
        if (Math.abs(figure.scale()) > MAX_DIGITS_WRITTEN || figure.precision() > MAX_DIGITS_WRITTEN) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER,
                    column + ": expected at most " + MAX_DIGITS_WRITTEN + " digits, saw " + figure.precision()
                            + " digits and a scale of " + figure.scale());
        }
        return figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
    }
}
