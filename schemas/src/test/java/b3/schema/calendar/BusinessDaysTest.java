package b3.schema.calendar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDaysTest {

    /** One line of a published table: calendar days ahead, and the business days that B3 counts in them. */
    private record Vertex(int calendarDays, int businessDays) {

        int countedBy(BusinessDays calendar, LocalDate from) {
            return calendar.between(from, from.plusDays(calendarDays));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-02, H23, 17",
        "2023-02-02, J23, 40",
        "2025-02-03, H25, 20",
        "2025-02-03, K25, 59",
        "2025-02-03, N25, 100"
    })
    void countsFromTheDayAfterToTheExpiry(LocalDate session, String contract, int expected) {
        LocalDate expiry = ContractMonth.parse(contract).expiryOfDollar();

        assertThat(BusinessDays.knownOn(session).between(session, expiry)).isEqualTo(expected);
        assertThat(BusinessDays.knownOn(session).between(expiry, session)).isEqualTo(-expected);
    }

    @Test
    void aDayIsNoneFromItself() {
        LocalDate day = LocalDate.of(2024, 11, 20);
        assertThat(BusinessDays.latest().between(day, day)).isZero();
        assertThat(BusinessDays.latest().between(day.minusDays(1), day)).isZero();
        assertThat(BusinessDays.latest().between(day, day.plusDays(1))).isOne();
    }

    @Test
    void knowsTheNewNationalHolidayOnlySinceItsLaw() {
        LocalDate holiday = LocalDate.of(2024, 11, 20);
        BusinessDays before = BusinessDays.knownOn(LocalDate.of(2023, 12, 20));
        BusinessDays after = BusinessDays.knownOn(LocalDate.of(2023, 12, 21));

        assertThat(before.isBusinessDay(holiday)).isTrue();
        assertThat(after.isBusinessDay(holiday)).isFalse();
        assertThat(after.isBusinessDay(LocalDate.of(2023, 11, 20)))
                .as("never national before 2024")
                .isTrue();
        assertThat(before.version()).isEqualTo("bank-2000-01-01");
        assertThat(after.version()).isEqualTo("bank-2023-12-21");
        assertThat(BusinessDays.knownOn(LocalDate.of(2030, 1, 1)))
                .isSameAs(after)
                .isSameAs(BusinessDays.latest());
        assertThat(BusinessDays.knownOn(LocalDate.of(1990, 1, 1))).isSameAs(before);
    }

    @Test
    void daysWithoutASessionMayBeBusinessDays() {
        BusinessDays business = BusinessDays.latest();
        assertThat(Stream.of("2024-12-24", "2024-12-31", "2014-06-12", "2019-07-09", "2019-11-20"))
                .allMatch(day -> business.isBusinessDay(LocalDate.parse(day)))
                .noneMatch(day -> TradingCalendar.load().isSession(LocalDate.parse(day)));
    }

    @Test
    void theCountIsTheNumberOfBusinessDays() {
        BusinessDays business = BusinessDays.latest();
        LocalDate from = LocalDate.of(2023, 12, 15);
        for (LocalDate to = from; to.isBefore(LocalDate.of(2027, 1, 1)); to = to.plusDays(1)) {
            long counted = from.plusDays(1)
                    .datesUntil(to.plusDays(1))
                    .filter(business::isBusinessDay)
                    .count();
            assertThat(business.between(from, to)).isEqualTo(Math.toIntExact(counted));
        }
    }

    @Test
    void firstBusinessDayStepsOverNewYearAndCarnival() {
        BusinessDays business = BusinessDays.latest();
        assertThat(business.firstBusinessDay(YearMonth.of(2000, 1))).isEqualTo("2000-01-03");
        assertThat(business.firstBusinessDay(YearMonth.of(2027, 1))).isEqualTo("2027-01-04");
        assertThat(business.firstBusinessDay(YearMonth.of(2025, 3))).isEqualTo("2025-03-05");
    }

    @Test
    void aDayOutsideTheCalendarIsAnError() {
        assertThatThrownBy(() -> BusinessDays.latest().between(LocalDate.of(2025, 1, 2), LocalDate.of(2080, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2080-01-01 is outside the calendar, which knows 2000-01-01 to 2079-12-31");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "B3_SAMPLES_DIR", matches = ".+")
    void reproducesEveryVertexOfTheCurvesOf2019() throws IOException {
        LocalDate session = LocalDate.of(2019, 9, 10);
        List<String> lines;
        try (ZipFile zip =
                new ZipFile(samples().resolve("rates_curve/TS190910.ex_").toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            lines = new String(zip.getInputStream(entries.nextElement()).readAllBytes(), ISO_8859_1)
                    .lines()
                    .toList();
        }
        List<Vertex> all = lines.stream()
                .map(line -> new Vertex(number(line.substring(41, 46)), number(line.substring(46, 51))))
                .toList();
        List<Vertex> pre = lines.stream()
                .filter(line -> line.startsWith("PRE  ", 21))
                .map(line -> new Vertex(number(line.substring(41, 46)), number(line.substring(46, 51))))
                .toList();

        assertThat(all).hasSize(28_572);
        assertThat(pre).hasSize(287).contains(new Vertex(8833, 6076));
        assertReproduced(all, session);
        assertThat(pre)
                .filteredOn(vertex -> vertex.countedBy(BusinessDays.latest(), session) != vertex.businessDays())
                .as("vertices that today's calendar gets wrong")
                .hasSize(124);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "B3_SAMPLES_DIR", matches = ".+")
    void reproducesEveryPointOfTheVolatilitySurfacesOf2014() throws IOException {
        List<Vertex> all = Files.readAllLines(samples().resolve("vol_surface/SupVol_20140812.txt"), UTF_8).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(";"))
                .map(field -> new Vertex(number(field[3]), number(field[2])))
                .toList();

        assertThat(all).hasSize(873);
        assertReproduced(all, LocalDate.of(2014, 8, 12));
    }

    private static void assertReproduced(List<Vertex> vertices, LocalDate session) {
        BusinessDays calendar = BusinessDays.knownOn(session);
        assertThat(vertices).allMatch(vertex -> vertex.countedBy(calendar, session) == vertex.businessDays());
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.strip());
    }

    private static Path samples() {
        return Path.of(System.getenv("B3_SAMPLES_DIR"));
    }
}
