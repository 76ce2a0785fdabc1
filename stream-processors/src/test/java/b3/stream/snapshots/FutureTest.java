package b3.stream.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.calendar.ContractMonth;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FutureTest {

    @ParameterizedTest
    @CsvSource({
        "DI1, X25, 2025-11-03", // the 1st is a Saturday, the 2nd a holiday
        "DDI, F26, 2026-01-02",
        "DOL, H25, 2025-03-05", // Carnival on the 3rd and 4th
        "WDO, X26, 2026-11-03", // 2 November is a Monday
        "IND, V25, 2025-10-15",
        "WIN, J28, 2028-04-12"
    })
    void expiresOnTheDayOfItsContractSpecification(Future future, String month, LocalDate expiry) {
        assertThat(future.expiry(ContractMonth.parse(month), LocalDate.of(2025, 2, 3)))
                .isEqualTo(expiry);
    }
}
