package b3.stream.gamma.files;

import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One value of a chain written as text. */
final class Cell {

    private Cell() {}

    /** The number written; NaN if it is none ({@code nan}, {@code inf}, words). */
    static double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@code C} or {@code P}; null for anything else. */
    static OptionSeriesBook.@Nullable Type type(String text) {
        return switch (text) {
            case "C" -> OptionSeriesBook.Type.CALL;
            case "P" -> OptionSeriesBook.Type.PUT;
            default -> null;
        };
    }

    /** {@code A} or {@code E}; null for anything else. */
    static @Nullable Style style(String text) {
        return switch (text) {
            case "A" -> Style.AMERICAN;
            case "E" -> Style.EUROPEAN;
            default -> null;
        };
    }
}
