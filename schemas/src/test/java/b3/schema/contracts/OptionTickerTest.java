package b3.schema.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTickerTest {

    @ParameterizedTest
    @CsvSource({
        "DOLN26C006000, CALL, 6000, 2026-07-01, 50",
        "DOLF18P003275, PUT, 3275, 2018-01-02, 50",
        "WDOH25P005900, PUT, 5900, 2025-03-05, 10",
        "IDIN23P359100, PUT, 359100, 2023-07-03, 1",
        "INDQ26C150000, CALL, 150000, 2026-08-12, 1"
    })
    void readsTheCodesWhoseRuleIsKnown(
            String ticker, OptionSeriesBook.Type type, double strike, LocalDate expiry, double multiplier) {
        OptionTicker code = OptionTicker.parse(ticker).orElseThrow();
        assertThat(code.series().type()).isEqualTo(type);
        assertThat(code.series().strike()).isEqualTo(strike);
        assertThat(code.series().expiry()).isEqualTo(expiry);
        assertThat(code.series().multiplier()).isEqualTo(multiplier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOLN26C006000E",
                "DOLN26C000000",
                "DOLN26C6000",
                "DOLN26X006000",
                "DOLA26C006000",
                "DOLN96C006000",
                "dolN26C006000",
                "DOLN26C006000 ",
                "DS1G23P005000",
                "DI1F26C001000",
                "BGIF26C030000",
                "CCMH26C007575",
                "SJCK26P002350",
                "D13N25P001100",
                "VTCF19C002750",
                "BBC0001U26C075000",
                "UD:IDIGN999643",
                "PETRC400",
                ""
            })
    void refusesWhatItWouldHaveToGuess(String ticker) {
        assertThat(OptionTicker.parse(ticker)).isEmpty();
    }

    @Test
    void theCommodityIsToldEvenWhereTheSeriesIsNot() {
        assertThat(OptionTicker.product("BGIF26C030000")).contains("BGI");
        assertThat(OptionTicker.product("BGIF26C030000E")).isEmpty();
        assertThat(OptionTicker.isExercise("BGIF26C030000E")).isTrue();
        assertThat(OptionTicker.isExercise("BGIF26C030000")).isFalse();
    }

    @Test
    void everyDollarCodeReadsBackAsItWasWritten() {
        for (YearMonth month = YearMonth.of(2000, 1); month.getYear() < 2079; month = month.plusMonths(1)) {
            for (OptionSeriesBook.Type type : OptionSeriesBook.Type.values()) {
                int strike = 1 + 997 * month.getMonthValue() * (month.getYear() - 1999);
                String code = new ContractMonth(month).code();
                String ticker = "DOL" + code + type.name().charAt(0) + "%06d".formatted(strike);
                OptionTicker read = OptionTicker.parse(ticker).orElseThrow();
                assertThat(read.month().code()).isEqualTo(code);
                assertThat(read.series().ticker()).isEqualTo(ticker);
                assertThat(read.series().strike()).isEqualTo(strike);
                assertThat(read.series().type()).isEqualTo(type);
                assertThat(YearMonth.from(read.series().expiry())).isEqualTo(month);
            }
        }
    }
}
