package b3.api.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point in time as a caller writes it: an ISO date, or an ISO instant in UTC ({@code Z}) with 0, 3 or 6 fraction
 * digits. Answers carry milliseconds, so a moment stands for everything that is printed like it: a date for its whole
 * UTC day, an instant for its whole millisecond.
 *
 * @param first first instant that the text covers
 * @param last last instant that the text covers, to the microsecond
 */
public record Moment(Instant first, Instant last) {

    /** What a caller may write. */
    public static final String ALLOWED =
            "an ISO date (2025-02-03) or an ISO instant in UTC (2025-02-03T21:30:00Z, with 0, 3 or 6 fraction digits)";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3}|\\.\\d{6})?Z");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long MICRO = 1_000;
    private static final long LAST_OF_MILLI = 999_000;

    /** Reads a caller's text; empty when it is none of the allowed forms. */
    public static Optional<Moment> read(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text);
                Instant next = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                return Optional.of(new Moment(date.atStartOfDay(ZoneOffset.UTC).toInstant(), next.minusNanos(MICRO)));
            }
            if (INSTANT.matcher(text).matches()) {
                Instant instant = LocalDateTime.parse(text.substring(0, text.length() - 1))
                        .toInstant(ZoneOffset.UTC);
                boolean micros = text.length() == "2025-02-03T21:30:00.000000Z".length();
                return Optional.of(new Moment(instant, micros ? instant : instant.plusNanos(LAST_OF_MILLI)));
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An instant as every answer prints it: UTC with three fraction digits. */
    public static String print(Instant instant) {
        return MILLIS.format(instant);
    }
}
