package b3.stream.normalize.gammalevels;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure as a vendor writes it. Where the document does not tell its decimal separator, a figure is taken if it can
 * be read in one way only, or in both with the same result: {@code 6700}, {@code 6.712,50}, {@code 6,712.50},
 * {@code 18,25}, {@code 6712.125} are taken; {@code 6.712} may be 6712 or 6.712 and is refused. Nothing else in the
 * document decides it.
 *
 * @param text what is written
 * @param decimal the document's decimal separator
 */
record SiteFigure(String text, Separator decimal) {

    /** What separates the decimals; the other one separates thousands. */
    enum Separator {
        COMMA,
        POINT,
        NOT_TOLD
    }

    private static final Pattern NOT_AVAILABLE = Pattern.compile("(?i)n/?a");
    private static final Pattern NOTHING = Pattern.compile("[-–—]*");
    private static final Pattern WITH_COMMA = Pattern.compile("(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:\\.\\d{3})+)(?:,\\d+)?");
    private static final Pattern WITH_POINT = Pattern.compile("(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)(?:\\.\\d+)?");
    private static final int MAX_LENGTH = 40;

    SiteFigure {
        text = text.replace('\u00a0', ' ').strip();
    }

    /** Why there is no figure, as the record's reasons tell it; empty when there is one to read. */
    Optional<String> absent() {
        if (NOT_AVAILABLE.matcher(text).matches()) {
            return Optional.of("LEGACY_NA");
        }
        return NOTHING.matcher(text).matches() ? Optional.of("NOT_GIVEN") : Optional.empty();
    }

    /** The level, in points: more than 0. */
    double value(String field) {
        BigDecimal comma = decimal == Separator.POINT ? null : withComma();
        BigDecimal point = decimal == Separator.COMMA ? null : withPoint();
        if (comma != null && point != null && comma.compareTo(point) != 0) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER,
                    field + ": expected a figure that can be read in one way, saw \"" + text + "\": " + comma + " or "
                            + point);
        }
        BigDecimal figure = comma == null ? point : comma;
        if (figure == null) {
            String seen = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, field + ": expected " + expected() + ", saw \"" + seen + "\"");
        }
        if (figure.signum() == 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, field + ": expected a level above 0, saw \"" + text + "\"");
        }
        return BrazilianFormat.exact(field, figure).doubleValue();
    }

    private @Nullable BigDecimal withComma() {
        boolean fits = text.length() <= MAX_LENGTH && WITH_COMMA.matcher(text).matches();
        return fits ? new BigDecimal(text.replace(".", "").replace(',', '.')) : null;
    }

    private @Nullable BigDecimal withPoint() {
        boolean fits = text.length() <= MAX_LENGTH && WITH_POINT.matcher(text).matches();
        return fits ? new BigDecimal(text.replace(",", "")) : null;
    }

    private String expected() {
        return switch (decimal) {
            case COMMA -> "a figure like 6.712,50";
            case POINT -> "a figure like 6,712.50";
            case NOT_TOLD -> "a figure like 6.712,50 or 6,712.50";
        };
    }
}
