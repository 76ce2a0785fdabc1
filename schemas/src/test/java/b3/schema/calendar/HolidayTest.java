package b3.schema.calendar;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HolidayTest {

    /** The last year whose calendar the exchange has published. */
    private static final int LAST_PUBLISHED = 2026;

    private static final LocalDate SINCE_2002 = LocalDate.of(2003, 1, 1);

    @Test
    void bankHolidaysAreTheFixedDaysAndThoseCountedFromEaster() {
        Map<Integer, List<LocalDate>> byYear = Holiday.ALL.stream()
                .filter(holiday -> holiday.calendar().equals(Holiday.BANK))
                .collect(groupingBy(
                        holiday -> holiday.date().getYear(), TreeMap::new, mapping(Holiday::date, toList())));

        assertThat(byYear.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2000, 2079).boxed().toList());
        byYear.forEach((year, days) -> assertThat(days)
                .containsExactlyElementsOf(
                        Stream.concat(fixed(year), moving(year)).sorted().toList()));
    }

    @Test
    void everyRowIsNamedSourcedAndInOrder() {
        assertThat(Holiday.ALL).isNotEmpty().allSatisfy(holiday -> {
            assertThat(holiday.name()).isNotBlank();
            assertThat(holiday.source()).isNotBlank();
        });
        assertThat(Holiday.ALL.stream().map(Holiday::date)).isSorted();
        assertThat(Holiday.ALL.stream().map(holiday -> holiday.date() + " " + holiday.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheNewNationalHolidayWasUnknownFromTheStart() {
        assertThat(Holiday.ALL.stream().filter(holiday -> holiday.knownFrom().isAfter(Holiday.FIRST)))
                .hasSize(2079 - 2024 + 1)
                .allSatisfy(holiday -> {
                    assertThat(MonthDay.from(holiday.date())).isEqualTo(MonthDay.of(11, 20));
                    assertThat(holiday.knownFrom()).isEqualTo("2023-12-21");
                    assertThat(holiday.source()).isEqualTo("Law 14.759/2023");
                });
    }

    @Test
    void aDayThatNoCalendarSaysYetIsToldToBeExpected() {
        assertThat(Holiday.ALL.stream().filter(holiday -> holiday.calendar().equals(Holiday.B3)))
                .allSatisfy(holiday -> assertThat(holiday.source().startsWith("Expected: "))
                        .as("%s", holiday.date())
                        .isEqualTo(holiday.date().getYear() > LAST_PUBLISHED));
    }

    @Test
    void theSourceWasInForceOnTheDay() {
        assertThat(Holiday.ALL.stream().filter(holiday -> holiday.source().equals("Law 10.607/2002")))
                .isNotEmpty()
                .allMatch(holiday -> holiday.date().isAfter(LocalDate.of(2002, 12, 19)));
        assertThat(Holiday.ALL.stream().filter(holiday -> holiday.date().isAfter(SINCE_2002)))
                .noneMatch(holiday -> holiday.source().equals("Law 662/1949"));
    }

    private static Stream<LocalDate> fixed(int year) {
        List<String> days = List.of("01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "12-25", "11-20");
        return days.stream()
                .filter(day -> year >= 2024 || !day.equals("11-20"))
                .map(day -> LocalDate.parse(year + "-" + day));
    }

    private static Stream<LocalDate> moving(int year) {
        return IntStream.of(-48, -47, -2, 60).mapToObj(days -> easter(year).plusDays(days));
    }

    /** Easter Sunday: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - b / 4 - g + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
