package b3.schema.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * One row of {@code holidays.csv}: {@code date,calendar,name,source,known_from}.
 *
 * <p>The file covers {@link #FIRST} to {@link #LAST}: rate curves reach 36 years ahead. What it holds:
 *
 * <ul>
 *   <li>{@code BANK}: national holidays and the days that the National Monetary Council takes out of the business days
 *       of the financial market. Banks and exchange are both closed. These are the days of the 252-day count.
 *   <li>{@code B3}: further days on which the exchange holds no session. Until 2021 the holidays of the city and state
 *       of São Paulo (not 9 July and 20 November 2020, which the city had brought forward and on which B3 traded); the
 *       World Cup's opening day in 2014; 24 December and the last business day of every year. The last two follow the
 *       rule that every yearly calendar has followed since 2000; for years whose calendar is not published yet they are
 *       that rule, not a published fact.
 * </ul>
 *
 * <p>Sessions that open late (Ash Wednesday) or close early (matches of the World Cup) are sessions.
 *
 * @param date the day
 * @param calendar {@code BANK} or {@code B3}
 * @param name what the day is
 * @param source law, resolution or circular
 * @param knownFrom first day on which this was known; {@link #FIRST} where the file leaves it empty
 */
record Holiday(LocalDate date, String calendar, String name, String source, LocalDate knownFrom) {

    static final String BANK = "BANK";
    static final String B3 = "B3";

    /** First day that the calendars know. */
    static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    /** Last day that the calendars know. */
    static final LocalDate LAST = LocalDate.of(2079, 12, 31);

    /** Every row, in the file's order. */
    static final List<Holiday> ALL = read();

    /** Place of a day in arrays that start at {@link #FIRST}. */
    static int index(LocalDate day) {
        if (day.isBefore(FIRST) || day.isAfter(LAST)) {
            throw new IllegalArgumentException(day + " is outside the calendar, which knows " + FIRST + " to " + LAST);
        }
        return Math.toIntExact(day.toEpochDay() - FIRST.toEpochDay());
    }

    private static List<Holiday> read() {
        InputStream file = Objects.requireNonNull(Holiday.class.getResourceAsStream("holidays.csv"), "holidays.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().skip(1).map(Holiday::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Holiday parse(String line) {
        String[] field = line.split(",", -1);
        if (field.length != 5 || !(field[1].equals(BANK) || field[1].equals(B3))) {
            throw new IllegalStateException("holidays.csv: expected date,BANK|B3,name,source,known_from, saw: " + line);
        }
        LocalDate knownFrom = field[4].isEmpty() ? FIRST : LocalDate.parse(field[4]);
        return new Holiday(LocalDate.parse(field[0]), field[1], field[2], field[3], knownFrom);
    }
}
