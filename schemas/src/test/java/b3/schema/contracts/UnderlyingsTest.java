package b3.schema.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnderlyingsTest {

    /** What gamma asks of every kind of underlying; a code that nobody knows stands for itself. */
    @ParameterizedTest
    @CsvSource({
        "DOL,   DOL,   DOL,   DOL,   DOL,   50,  0.001",
        "WDO,   DOL,   WDO,   DOL,   WDO,   10,  0.001",
        "IND,   IBOV,  IND,   IBOV,  IND,   1,   1",
        "WIN,   IBOV,  WIN,   IBOV,  WIN,   0.2, 0.01",
        "IBOV,  IBOV,  IBOV,  IBOV,  IND,   1,   0.01",
        "IDI,   IDI,   IDI,   IDI,   IDI,   1,   0.01",
        "BGI,   BGI,   BGI,   BGI,   BGI,   330, 0.01",
        "ICF,   ICF,   ICF,   ICF,   ICF,   1,   0.01",
        "PETR4, PETR,  PETR,  PETR4, PETR4, 1,   0.01",
        "PETR3, PETR,  PETR,  PETR3, PETR3, 1,   0.01",
        "PETR,  PETR,  PETR,  PETR,  PETR,  1,   0.01",
        "B3SA3, B3SA,  B3SA,  B3SA3, B3SA3, 1,   0.01",
        "BOVA11,BOVA,  BOVA,  BOVA11,BOVA11,1,   0.01",
        "AAPL34,AAPL,  AAPL,  AAPL34,AAPL34,1,   0.01",
        "ES_SP500,ES_SP500,ES_SP500,ES_SP500,ES_SP500,1,0.01"
    })
    void everyUnderlyingHasItsFamilyRootSurfaceForwardsHedgeAndTick(
            String underlying,
            String family,
            String root,
            String surface,
            String forwards,
            double hedgeMultiplier,
            double tick) {
        assertThat(Underlyings.family(underlying)).isEqualTo(family);
        assertThat(Underlyings.root(underlying)).isEqualTo(root);
        assertThat(Underlyings.surface(underlying)).isEqualTo(surface);
        assertThat(Underlyings.forwards(underlying)).isEqualTo(forwards);
        assertThat(Underlyings.hedgeMultiplier(underlying)).isEqualTo(hedgeMultiplier);
        assertThat(Underlyings.premiumTick(underlying)).isEqualTo(tick);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOL", "WDO", "IND", "WIN", "IBOV", "PETR", "PETR3", "PETR4", "BOVA11", "ICF"})
    void whatACalculationNeedsIsOfItsFamily(String underlying) {
        String family = Underlyings.family(underlying);
        assertThat(Underlyings.family(family)).isEqualTo(family);
        assertThat(Underlyings.books(underlying))
                .allMatch(book -> Underlyings.family(book).equals(family));
        assertThat(Underlyings.family(Underlyings.forwards(underlying))).isEqualTo(family);
        assertThat(Underlyings.family(Underlyings.surface(underlying))).isEqualTo(family);
    }

    @ParameterizedTest
    @CsvSource({
        "PETR,   PETR4,  true",
        "PETR,   PETR3,  true",
        "BOVA,   BOVA11, true",
        "BOVA,   BOVA,   true",
        "PETR4,  PETR4,  true",
        "PETR4,  PETR3,  false",
        "PETR4,  PETR,   false",
        "BOVA,   BOVV11, false",
        "BOVA,   BOVAX1, false",
        "DOL,    DOL,    true",
        "DOL,    WDO,    false",
        "IBOV,   IBOV,   true",
        "IBOV,   IBOV11, false",
        "IBOV,   IND,    false"
    })
    void aBookCoversItsOwnUnderlyingAndTheClassesOfItsRoot(String named, String underlying, boolean covers) {
        assertThat(Underlyings.covers(named, underlying)).isEqualTo(covers);
    }

    @Test
    void anIndexOfFourLettersIsNoRootOfShares() {
        assertThat(List.of("PETR", "BOVA", "B3SA")).allMatch(Underlyings::isRoot);
        assertThat(List.of("IBOV", "IBXL", "IBBR", "DOL", "PETR4", "BOVA11", ""))
                .noneMatch(Underlyings::isRoot);
    }

    @Test
    void theBooksOfAShareAreItsOwnAndThatOfItsRoot() {
        assertThat(Underlyings.books("PETR4")).containsExactly("PETR4", "PETR");
        assertThat(Underlyings.books("PETR")).containsExactly("PETR");
        assertThat(Underlyings.books("IBOV")).containsExactly("IBOV");
        assertThat(Underlyings.books("DOL")).containsExactly("DOL");
    }

    @Test
    void aFutureIsTheForwardOfItsOwnOptionsAndOfThoseOnItsIndex() {
        assertThat(Underlyings.forwardedBy("IND")).containsExactly("IND", "IBOV");
        assertThat(Underlyings.forwardedBy("WIN")).containsExactly("WIN");
        assertThat(Underlyings.forwardedBy("DOL")).containsExactly("DOL");
        assertThat(Underlyings.forwardedBy("PETR4")).containsExactly("PETR4");
        assertThat(Underlyings.forwardedBy("IBOV")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IBOV11, BRIBOVINDM18, IBOV",
        "IBOV11, '',           IBOV",
        "IBXL11, '',           IBXL",
        "IBXX11, BRIBXXINDM12, IBXX",
        "BOVA11, BRBOVACTF003, ",
        "PETR4,  BRPETRACNPR6, ",
        "DOL11,  '',           "
    })
    void aCashRowOfAnIndexIsTheIndexAtSettlementByItsIsinOrItsTicker(String ticker, String isin, String index) {
        assertThat(Underlyings.indexInCash(ticker, isin)).isEqualTo(Optional.ofNullable(index));
    }

    @ParameterizedTest
    @CsvSource({
        "DOL,   2025-03-05, true",
        "WDO,   2025-03-05, true",
        "IDI,   2025-04-01, true",
        "IBXL,  2025-04-01, true",
        "IBOV,  2025-10-15, true", // the Wednesday nearest the 15th
        "IBOV,  2025-10-22, false", // weekly
        "IBBR,  2025-10-24, false",
        "IND,   2025-10-15, false",
        "PETR4, 2025-10-17, false"
    })
    void dollarAndMonthlyIndexOptionsStopInTheSessionBeforeTheirExpiry(
            String underlying, LocalDate expiry, boolean stops) {
        assertThat(Underlyings.stopsBefore(underlying, expiry)).isEqualTo(stops);
    }
}
