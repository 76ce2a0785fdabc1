package b3.stream.gamma;

import b3.stream.gamma.inputs.BusinessDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** National bank holidays by rule, enough for the reference chains; the real calendar is a dated table elsewhere. */
public final class BankDays implements BusinessDays {
    private static final Set<String> FIXED =
            Set.of("01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "12-25");

    @Override
    public int between(LocalDate from, LocalDate to) {
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(BankDays::isBusinessDay)
                .count();
    }

    private static boolean isBusinessDay(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        boolean movable = day.equals(easter.minusDays(48))
                || day.equals(easter.minusDays(47))
                || day.equals(easter.minusDays(2))
                || day.equals(easter.plusDays(60));
        boolean blackAwareness = day.getYear() >= 2024 && day.getMonthValue() == 11 && day.getDayOfMonth() == 20;
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !movable
                && !blackAwareness
                && !FIXED.contains(day.toString().substring(5));
    }

    /** Gregorian Easter by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int sum = h + l - 7 * m + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
