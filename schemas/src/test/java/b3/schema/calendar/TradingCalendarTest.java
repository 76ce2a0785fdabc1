package b3.schema.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {

    private final TradingCalendar calendar = TradingCalendar.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-20", // Carnival
                "2023-02-21",
                "2024-03-29", // Good Friday
                "2025-06-19", // Corpus Christi
                "2021-01-25", // city of São Paulo, the last time
                "2021-07-09", // state of São Paulo, the last time
                "2019-11-20", // Black Awareness Day in São Paulo
                "2024-11-20", // and nationally
                "2014-06-12", // World Cup opening
                "2024-12-24",
                "2024-12-31",
                "2023-12-29", // last business day of the year before a weekend
                "2022-12-30",
                "2017-12-29",
                "2025-03-01" // Saturday
            })
    void hasNoSessionOn(LocalDate day) {
        assertThat(calendar.isSession(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-01-25", // B3 trades on local holidays since 2022
                "2024-07-09",
                "2023-11-20",
                "2020-07-09", // brought forward by the city in 2020
                "2020-11-20",
                "2020-05-20",
                "2025-03-05", // Ash Wednesday opens late
                "2023-12-28",
                "2014-06-17", // closed early for a match
                "2024-10-28"
            })
    void hasASessionOn(LocalDate day) {
        assertThat(calendar.isSession(day)).isTrue();
    }

    @Test
    void stepsOverHolidaysAndWeekends() {
        LocalDate ashWednesday = LocalDate.of(2025, 3, 5);
        LocalDate friday = LocalDate.of(2025, 2, 28);

        assertThat(calendar.previousSession(ashWednesday)).isEqualTo(friday);
        assertThat(calendar.nextSession(friday)).isEqualTo(ashWednesday);
        assertThat(calendar.sessions(friday, ashWednesday)).containsExactly(friday, ashWednesday);
        assertThat(calendar.sessions(ashWednesday, friday)).isEmpty();
        assertThat(calendar.sessions(friday.plusDays(1), ashWednesday.minusDays(1)))
                .isEmpty();
        assertThat(calendar.sessions(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)))
                .hasSize(251);
    }

    @Test
    void everySessionIsBetweenItsNeighbours() {
        List<LocalDate> sessions = calendar.sessions(LocalDate.of(2000, 1, 1), LocalDate.of(2079, 12, 31));
        for (int i = 1; i < sessions.size(); i++) {
            assertThat(calendar.previousSession(sessions.get(i))).isEqualTo(sessions.get(i - 1));
            assertThat(calendar.nextSession(sessions.get(i - 1))).isEqualTo(sessions.get(i));
        }
    }

    @Test
    void everySessionIsABusinessDay() {
        BusinessDays business = BusinessDays.latest();
        assertThat(calendar.sessions(LocalDate.of(2000, 1, 1), LocalDate.of(2079, 12, 31)))
                .allMatch(business::isBusinessDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-24, true, false",
        "2024-12-31, true, false",
        "2021-01-25, true, false",
        "2024-12-25, false, false",
        "2024-12-28, false, false",
        "2024-12-23, true, true",
    })
    void theBanksAreOpenOnSomeDaysWithoutASession(LocalDate day, boolean banks, boolean exchange) {
        assertThat(TradingCalendar.ofBanks().isSession(day)).isEqualTo(banks);
        assertThat(BusinessDays.latest().isBusinessDay(day)).isEqualTo(banks);
        assertThat(calendar.isSession(day)).isEqualTo(exchange);
    }

    @Test
    void aDayIsADayInSaoPaulo() {
        assertThat(calendar.sessionOn(Instant.parse("2025-03-06T02:59:59Z"))).isEqualTo("2025-03-05");
        assertThat(calendar.sessionOn(Instant.parse("2025-03-06T03:00:00Z"))).isEqualTo("2025-03-06");
        assertThat(calendar.sessionOn(Instant.parse("2018-12-01T01:30:00Z")))
                .as("daylight saving time, UTC-2, until 2019")
                .isEqualTo("2018-11-30");
        assertThat(calendar.sessionOn(Instant.parse("2025-03-04T15:00:00Z"))).isEqualTo("2025-02-28");
    }

    @ParameterizedTest
    @CsvSource({"1998-01-05, false", "1999-12-31, false", "2000-01-01, true", "2079-12-31, true", "2080-01-01, false"})
    void knowsTheDaysFromItsFirstToItsLast(LocalDate day, boolean known) {
        assertThat(calendar.knows(day)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"2000-01-01, false", "2000-01-02, false", "2000-01-03, false", "2000-01-04, true", "2079-12-31, true"})
    void knowsNoSessionBeforeItsFirst(LocalDate day, boolean known) {
        assertThat(calendar.hasSessionBefore(day)).isEqualTo(known);
    }

    @Test
    void aDayOutsideTheCalendarIsAnError() {
        assertThatThrownBy(() -> calendar.isSession(LocalDate.of(1999, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1999-12-31 is outside the calendar, which knows 2000-01-01 to 2079-12-31");
        assertThatThrownBy(() -> calendar.nextSession(LocalDate.of(2079, 12, 31)))
                .hasMessageContaining("no session after 2079-12-31");
        assertThatThrownBy(() -> calendar.previousSession(LocalDate.of(2000, 1, 1)))
                .hasMessageContaining("no session before 2000-01-01");
    }
}
