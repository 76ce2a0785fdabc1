package b3.schema.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractMonthTest {

    @Test
    void codeAndLabelNameTheSameMonth() {
        assertThat(ContractMonth.parse("X25")).isEqualTo(ContractMonth.parseLabel("nov-25"));
        assertThat(ContractMonth.parseLabel("NOV/25").code()).isEqualTo("X25");
        assertThat(ContractMonth.parse("F00").month()).isEqualTo(YearMonth.of(2000, 1));
        assertThat(ContractMonth.parse("Z79").label()).isEqualTo("dez-79");
        for (YearMonth month = YearMonth.of(2000, 1); month.getYear() < 2080; month = month.plusMonths(1)) {
            ContractMonth contract = new ContractMonth(month);
            assertThat(ContractMonth.parse(contract.code())).isEqualTo(contract);
            assertThat(ContractMonth.parseLabel(contract.label())).isEqualTo(contract);
        }
    }

    @Test
    void sortsByTimeNotByLetter() {
        assertThat(ContractMonth.parse("Z25")).isLessThan(ContractMonth.parse("F26"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F", "F2", "A27", "f27", "F80", "F2027", "FF27", "nov-25", "F27 "})
    void refusesACodeThatIsNone(String code) {
        assertThatThrownBy(() -> ContractMonth.parse(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a contract month such as F27")
                .hasMessageContaining("\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X25", "nov25", "nov-2025", "feb-25", "dec-25", "nov-80"})
    void refusesALabelThatIsNone(String label) {
        assertThatThrownBy(() -> ContractMonth.parseLabel(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a month label such as nov-25");
    }

    @ParameterizedTest
    @CsvSource({
        "G23, 2023-02-01",
        "F24, 2024-01-02",
        "H25, 2025-03-05", // Carnival on the 3rd and 4th
        "K25, 2025-05-02",
        "X26, 2026-11-03" // 2 November is a Monday
    })
    void dollarExpiresOnTheFirstBusinessDay(String code, LocalDate expiry) {
        assertThat(ContractMonth.parse(code).expiryOfDollar()).isEqualTo(expiry);
    }

    @ParameterizedTest
    @CsvSource({
        "G27, 2027-02-17",
        "Z27, 2027-12-15",
        "G28, 2028-02-16",
        "M26, 2026-06-17",
        "Q26, 2026-08-12",
        "V27, 2027-10-13",
        "Z26, 2026-12-16",
        "J27, 2027-04-14",
        "M27, 2027-06-16",
        "Q27, 2027-08-18",
        "V26, 2026-10-14",
        "J26, 2026-04-15",
        "J28, 2028-04-12",
        "V22, 2022-10-13" // the Wednesday is a holiday
    })
    void indexExpiresOnTheWednesdayNearestThe15th(String code, LocalDate expiry) {
        assertThat(ContractMonth.parse(code).expiryOfIndex()).isEqualTo(expiry);
    }
}
