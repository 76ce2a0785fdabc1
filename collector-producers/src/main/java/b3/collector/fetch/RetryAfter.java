package b3.collector.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The header Retry-After: seconds, or a date such as {@code Mon, 03 Feb 2025 12:01:00 GMT}. It is read by hand because
 * neither the JDK nor Spring reads this header: Spring's HttpHeaders knows its name alone.
 */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * Returns how long to stay away from now on, a day at most.
     *
     * @return null when the text is neither seconds nor a date, or when the date has passed
     */
    static @Nullable Duration read(String text, Instant now) {
        String said = text.strip();
        try {
            Duration asked = said.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(said))
                    : Duration.between(now, ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME));
            if (asked.isNegative()) {
                return null;
            }
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
