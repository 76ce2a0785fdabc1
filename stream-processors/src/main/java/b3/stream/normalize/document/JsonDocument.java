package b3.stream.normalize.document;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** The one JSON value that a document holds, and its fields as text or figure whichever way the source writes them. */
public final class JsonDocument {

    private static final int MAX_DIGITS_WRITTEN = 40;

    private JsonDocument() {}

    /**
     * The document's only file as a tree.
     *
     * @param expected what the document should be, for the message
     * @throws UnreadableDocumentException if it is anything else than one JSON value
     */
    public static JsonNode read(RawScrape document, String expected) {
        ArchiveMember member = SingleFile.of(document, "json", expected);
        JsonNode root = ExactJson.read(member);
        if (root.isMissingNode()) {
            throw SingleFile.unexpected(expected, member);
        }
        return root;
    }

    /** The text of a field, stripped; empty for null and for a field that is not there. */
    public static String text(JsonNode value) {
        if (value.isNumber()) {
            return number("number", value).toPlainString();
        }
        return value.isString()
                ? value.stringValue().strip()
                : value.isNull() || value.isMissingNode() ? "" : ExactJson.shortly(value);
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
