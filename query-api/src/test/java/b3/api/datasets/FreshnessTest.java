package b3.api.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final TradingCalendar CALENDAR = TradingCalendar.load();

    @ParameterizedTest
    @CsvSource({
        // Monday 3 to Friday 7 February 2025; São Paulo is three hours behind UTC
        "2025-02-05T10:00:00Z, 2025-02-04",
        "2025-02-05T09:59:59Z, 2025-02-03",
        "2025-02-06T02:00:00Z, 2025-02-04",
        // a weekend: Friday's documents are due on Monday morning
        "2025-02-08T15:00:00Z, 2025-02-06",
        "2025-02-10T09:00:00Z, 2025-02-06",
        "2025-02-10T10:00:00Z, 2025-02-07",
        // carnival: closed on Monday 3 and Tuesday 4 March
        "2025-03-04T20:00:00Z, 2025-02-27",
        "2025-03-05T10:00:00Z, 2025-02-28",
    })
    void aSessionIsDueOnTheNextSessionsMorning(Instant now, LocalDate due) {
        assertThat(Freshness.due(now, CALENDAR)).isEqualTo(due);
        assertThat(Freshness.of(due, now, CALENDAR)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(due.plusDays(1), now, CALENDAR)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(due.minusDays(1), now, CALENDAR)).isEqualTo(Freshness.STALE);
    }

    @Test
    void isUnknownWithoutRowsAndBeyondTheCalendar() {
        Instant now = Instant.parse("2025-02-05T10:00:00Z");
        assertThat(Freshness.of(null, now, CALENDAR)).isEqualTo(Freshness.UNKNOWN);
        assertThat(Freshness.of(LocalDate.of(2025, 2, 4), Instant.parse("2500-01-01T00:00:00Z"), CALENDAR))
                .isEqualTo(Freshness.UNKNOWN);
    }
}
