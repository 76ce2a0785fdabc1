package b3.stream.normalize.optionchain;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook;
import java.time.LocalDate;
import java.time.YearMonth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BmfOptionTickerTest {

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
        BmfOptionTicker code = BmfOptionTicker.parse(ticker).orElseThrow();
        assertThat(code.type()).isEqualTo(type);
        assertThat(code.strike()).isEqualTo(strike);
        assertThat(code.expiry()).isEqualTo(expiry);
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
        assertThat(BmfOptionTicker.parse(ticker)).isEmpty();
    }

    @Test
    void theCommodityIsToldEvenWhereTheSeriesIsNot() {
        assertThat(BmfOptionTicker.asset("BGIF26C030000")).contains("BGI");
        assertThat(BmfOptionTicker.asset("BGIF26C030000E")).isEmpty();
        assertThat(BmfOptionTicker.isExercise("BGIF26C030000E")).isTrue();
        assertThat(BmfOptionTicker.isExercise("BGIF26C030000")).isFalse();
    }

    @Property
    void everyDollarCodeReadsBackAsItWasWritten(
            @ForAll @IntRange(min = 2000, max = 2078) int year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll @IntRange(min = 1, max = 999_999) int strike,
            @ForAll boolean call) {
        String code = new ContractMonth(YearMonth.of(year, month)).code();
        String ticker = "DOL" + code + (call ? "C" : "P") + "%06d".formatted(strike);
        BmfOptionTicker read = BmfOptionTicker.parse(ticker).orElseThrow();
        assertThat(read.strike()).isEqualTo(strike);
        assertThat(read.month().code()).isEqualTo(code);
        assertThat(YearMonth.from(read.expiry())).isEqualTo(YearMonth.of(year, month));
        assertThat(read.series().type()).isEqualTo(call ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT);
    }
}
