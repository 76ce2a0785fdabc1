package b3.collector.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.due.Plan.Schedule;
import b3.collector.due.Plan.Slot;
import b3.schema.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final TradingCalendar CALENDAR = TradingCalendar.load();
    private static final LocalDate BEFORE_LABOUR_DAY = LocalDate.parse("2025-04-30");

    @Test
    void readsTimesAndSeriesOfTimes() {
        assertThat(Schedule.of("08:50,08:55, 09:00").slots())
                .extracting(Slot::time)
                .containsExactly(LocalTime.of(8, 50), LocalTime.of(8, 55), LocalTime.of(9, 0));
        assertThat(Schedule.of("18:30-20:00/30m, +1d 06:00").slots())
                .containsExactly(
                        new Slot(0, 0, LocalTime.of(18, 30)),
                        new Slot(0, 0, LocalTime.of(19, 0)),
                        new Slot(0, 0, LocalTime.of(19, 30)),
                        new Slot(0, 0, LocalTime.of(20, 0)),
                        new Slot(1, 0, LocalTime.of(6, 0)));
        assertThat(Schedule.of("+1s 05:00 - 06:00 / 60m").slots())
                .containsExactly(new Slot(0, 1, LocalTime.of(5, 0)), new Slot(0, 1, LocalTime.of(6, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "6:00", "25:00", "18:30,", "tomorrow 06:00", "+1x 06:00", "23:00-18:30/30m", "18:30-23:00/0m"
            })
    void saysWhatItExpectedAndSaw(String text) {
        assertThatThrownBy(() -> Schedule.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageContaining("saw");
    }

    @Test
    void timesAreSaoPaulosAndBelongToASession() {
        Plan plan = new Plan(Schedule.of("+1d 06:00, 18:30, +1s 06:00"), Slot.of("+1d 12:00"), 0);

        assertThat(plan.slots(BEFORE_LABOUR_DAY, CALENDAR))
                .containsExactly(
                        Instant.parse("2025-04-30T21:30:00Z"),
                        Instant.parse("2025-05-01T09:00:00Z"),
                        Instant.parse("2025-05-02T09:00:00Z"));
        assertThat(plan.deadline(BEFORE_LABOUR_DAY, CALENDAR)).isEqualTo("2025-05-01T15:00:00Z");
    }

    @Test
    void thereHasBeenNoDaylightSavingSince2019() {
        Plan plan = new Plan(Schedule.of("08:50"), Slot.of("09:00"), 0);

        assertThat(plan.slots(LocalDate.parse("2025-12-02"), CALENDAR))
                .containsExactly(Instant.parse("2025-12-02T11:50:00Z"));
    }

    @Test
    void daylightSavingIsObserved() {
        Plan plan = new Plan(Schedule.of("08:50"), Slot.of("09:00"), 0);

        assertThat(plan.slots(LocalDate.parse("2018-12-03"), CALENDAR))
                .containsExactly(Instant.parse("2018-12-03T10:50:00Z"));
    }
}
