package b3.stream.normalize.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.schema.document.Reason;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrazilianFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,56|1234.56",
                "1234,56|1234.56",
                "-0,06|-0.06",
                "5.711,500|5711.5",
                "137.047|137047",
                "0,0000|0",
                "1.202.650,0000|1202650",
                "1.234|1234",
                "00,5|0.5",
                "123.456.789.012.345|123456789012345"
            })
    void readsADecimalComma(String text, BigDecimal figure) {
        assertThat(BrazilianFormat.decimalComma("c", text)).isEqualByComparingTo(figure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "1.23",
                "1.2345,6",
                "12.34,5",
                "1,2,3",
                "1234.567,8",
                ",5",
                "5,",
                "+1",
                "1e5",
                "N/A",
                "١٢",
                "0.123,4",
                "1 234",
                "--1",
                "R$ 1,00",
                "1.234.56"
            })
    void refusesAnythingElse(String text) {
        UnreadableFieldException e =
                catchThrowableOfType(UnreadableFieldException.class, () -> BrazilianFormat.decimalComma("Preço", text));
        assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_NUMBER);
        assertThat(e).hasMessage("Preço: expected a figure like 1.234,56, saw \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1.", ".5", "1.234.567", "1e5", "0x1", "NaN", "Infinity", "1 "})
    void refusesWhatIsNoDecimalPoint(String text) {
        assertThat(catchThrowableOfType(UnreadableFieldException.class, () -> BrazilianFormat.decimalPoint("c", text))
                        .reason())
                .isEqualTo(Reason.UNREADABLE_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123,456", "0,1234567890123456", "1.234.567.890.123.456"})
    void refusesMoreDigitsThanADoubleKeepsInsteadOfRounding(String text) {
        assertThat(catchThrowableOfType(UnreadableFieldException.class, () -> BrazilianFormat.decimalComma("c", text)))
                .hasMessageContaining("at most 15 significant digits");
    }

    @Test
    void aHostileFigureIsNotEvenLookedAt() {
        assertThat(catchThrowableOfType(
                        UnreadableFieldException.class, () -> BrazilianFormat.decimalPoint("c", "1".repeat(1_000_000))))
                .hasMessageContaining("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30/02/2026", "1/2/2026", "2026-02-01", "31/13/2025", "01/01/26", ""})
    void refusesAnImpossibleDate(String text) {
        assertThat(catchThrowableOfType(UnreadableFieldException.class, () -> BrazilianFormat.date("c", text))
                        .reason())
                .isEqualTo(Reason.UNREADABLE_FIELD);
    }

    @Test
    void readsDatesAndContractMonths() {
        assertThat(BrazilianFormat.date("c", "05/05/2025")).isEqualTo(LocalDate.of(2025, 5, 5));
        assertThat(BrazilianFormat.contractMonth("c", "F27")).isEqualTo("F27");
        assertThat(BrazilianFormat.whole("c", "0609585")).isEqualTo(609_585);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A27", "F7", "f27", "F2027", "nov-26", "F27 ", "F99", ""})
    void refusesAnUnknownContractMonth(String text) {
        assertThat(catchThrowableOfType(
                                UnreadableFieldException.class, () -> BrazilianFormat.contractMonth("VENC", text))
                        .reason())
                .isEqualTo(Reason.UNREADABLE_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1,0", "", "1234567890123456", "1e3"})
    void refusesACountThatIsNone(String text) {
        assertThat(catchThrowableOfType(UnreadableFieldException.class, () -> BrazilianFormat.whole("c", text))
                        .reason())
                .isEqualTo(Reason.UNREADABLE_NUMBER);
    }

    @Property(tries = 500)
    void everyFigureOfUpToFifteenDigitsSurvivesAsADouble(
            @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 4) int scale) {
        BigDecimal figure = BigDecimal.valueOf(digits, scale);
        DecimalFormat format =
                new DecimalFormat("#,##0.0000", DecimalFormatSymbols.getInstance(Locale.forLanguageTag("pt-BR")));
        BigDecimal read = BrazilianFormat.decimalComma("c", format.format(figure));
        assertThat(BigDecimal.valueOf(read.doubleValue())).isEqualByComparingTo(figure);
    }
}
