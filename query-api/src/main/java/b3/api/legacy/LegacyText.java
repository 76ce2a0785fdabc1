package b3.api.legacy;

import b3.schema.calendar.TradingCalendar;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates, times and figures as the old files wrote them: São Paulo time, decimal comma where a figure was text. */
final class LegacyText {

    private static final DateTimeFormatter DASHED = DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT);
    private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private LegacyText() {}

    /** {@code 13-10-2025} of an ISO date. */
    static String dashed(Object isoDate) {
        return DASHED.format(LocalDate.parse(isoDate.toString()));
    }

    /** {@code 13/10/2025} of an ISO date. */
    static String slashed(Object isoDate) {
        return SLASHED.format(LocalDate.parse(isoDate.toString()));
    }

    /** {@code 09:00:45} in São Paulo. */
    static String clock(Instant instant) {
        return CLOCK.format(local(instant));
    }

    /** {@code 13-10-2025} in São Paulo. */
    static String day(Instant instant) {
        return DASHED.format(local(instant));
    }

    /** {@code 2025-10-13T09:00:45-03:00}. */
    static String moment(Instant instant) {
        return local(instant).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** {@code 102.356,24}: two decimals or as many as the figure has; null stays null. */
    static @Nullable String brazilian(@Nullable Object figure) {
        if (!(figure instanceof Double value)) {
            return null;
        }
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator('.');
        return new DecimalFormat("#,##0.00##########", symbols).format(BigDecimal.valueOf(value));
    }

    /** {@code +0.26}; null stays null. */
    static @Nullable String signed(@Nullable Object figure) {
        if (!(figure instanceof Double value)) {
            return null;
        }
        String text = plain(value);
        return text.startsWith("-") ? text : "+" + text;
    }

    /** {@code 102356.24}, never with an exponent. */
    static String plain(double figure) {
        return BigDecimal.valueOf(figure).toPlainString();
    }

    private static ZonedDateTime local(Instant instant) {
        return instant.atZone(TradingCalendar.SAO_PAULO);
    }
}
