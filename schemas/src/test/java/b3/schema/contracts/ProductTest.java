package b3.schema.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.adjustments.Adjustment.Unit;
import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook.Style;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {

    @Test
    void everyLineIsNamedAndSourcedAndEveryCodeIsListedOnce() {
        assertThat(Product.ALL).isNotEmpty().allSatisfy(product -> {
            assertThat(product.code()).matches(Codes.UNDERLYING);
            assertThat(product.name()).isNotBlank();
            assertThat(product.source()).matches("(b3\\.com\\.br: |B3: |Derived from |Footnote of ).+");
            assertThat(product.tick()).isPositive();
            assertThat(product.multiplier())
                    .satisfiesAnyOf(multiplier -> assertThat(multiplier).isNull(), multiplier -> assertThat(multiplier)
                            .isPositive());
        });
        assertThat(Product.ALL).extracting(Product::code).doesNotHaveDuplicates();
        assertThat(Product.ALL).extracting(Product::name).doesNotHaveDuplicates();
    }

    @Test
    void whatOneProductNeedsOfAnotherIsOfItsFamily() {
        assertThat(Product.ALL).allSatisfy(product -> {
            assertThat(Product.of(product.family()).family()).isEqualTo(product.family());
            assertThat(Product.of(product.surface()).family()).isEqualTo(product.family());
            assertThat(Product.of(product.forwards()).family()).isEqualTo(product.family());
        });
    }

    @Test
    void forwardsOfAnotherProductAreFuturesWithAnExpiryAndAMultiplier() {
        assertThat(Product.ALL)
                .filteredOn(product -> !product.forwards().equals(product.code()))
                .isNotEmpty()
                .allSatisfy(product -> {
                    assertThat(Product.of(product.forwards()).isForward()).isTrue();
                    assertThat(Product.of(product.forwards()).multiplier()).isNotNull();
                });
        assertThat(Product.ALL)
                .filteredOn(Product::isForward)
                .extracting(Product::code)
                .containsExactly("DOL", "WDO", "IND", "WIN");
    }

    @Test
    void aCodeOfFourLettersIsAnIndexAndNoFuture() {
        assertThat(Product.ALL)
                .filteredOn(product -> product.code().length() == 4)
                .extracting(Product::code, Product::kind)
                .containsExactly(
                        tuple("IBOV", Product.Kind.INDEX),
                        tuple("IBXL", Product.Kind.INDEX),
                        tuple("IBBR", Product.Kind.INDEX));
    }

    /** Figures of the contract specifications and of the price report of 2018-01-02. */
    @ParameterizedTest
    @CsvSource({
        "DOL, 50, 0.001, EUROPEAN",
        "WDO, 10, 0.001, EUROPEAN",
        "IND, 1, 1,",
        "WIN, 0.2, 0.01,",
        "IBOV, , 0.01, EUROPEAN",
        "IBXL, , 0.01, EUROPEAN",
        "IBBR, , 0.01, EUROPEAN",
        "IDI, 1, 0.01, EUROPEAN",
        "BGI, 330, 0.01,",
        "CCM, 450, 0.01,",
        "DI1, , 0.01,",
        "DDI, , 0.01,"
    })
    void anOptionTakesMultiplierTickAndStyleFromItsProduct(
            String code, @Nullable Double multiplier, double tick, @Nullable Style style) {
        Product product = Product.of(code);
        assertThat(product.multiplier()).isEqualTo(multiplier);
        assertThat(product.tick()).isEqualTo(tick);
        assertThat(product.style()).isEqualTo(style);
    }

    @ParameterizedTest
    @CsvSource({
        "DI1, PU",
        "DDI, PU",
        "OC1, PU",
        "DCO, PU",
        "DAP, PU",
        "DDM, PU",
        "FRC, RATE",
        "FRO, RATE",
        "DOL, POINTS",
        "WDO, POINTS",
        "IND, POINTS",
        "WIN, POINTS",
        "BGI, POINTS",
        "CCM, POINTS",
        "IDI, POINTS"
    })
    void aSettlementPriceCountsWhatTheContractSays(String code, Unit unit) {
        assertThat(Product.of(code).unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "DI1, X25, 2025-11-03", // the 1st is a Saturday, the 2nd a holiday
        "DDI, F26, 2026-01-02",
        "DOL, H25, 2025-03-05", // Carnival on the 3rd and 4th
        "WDO, X26, 2026-11-03", // 2 November is a Monday
        "IDI, N23, 2023-07-03",
        "IND, V25, 2025-10-15",
        "IBOV, V25, 2025-10-15",
        "WIN, J28, 2028-04-12"
    })
    void expiresOnTheDayOfItsContractSpecification(String code, String month, LocalDate expiry) {
        assertThat(Product.of(code).expiry(ContractMonth.parse(month), BusinessDays.knownOn(LocalDate.of(2025, 2, 3))))
                .contains(expiry);
    }

    @ParameterizedTest
    @CsvSource({"BGI", "CCM", "DAP", "FRC", "OC1", "IBXL", "IBBR"})
    void anExpiryWhoseRuleWasNotCheckedIsNotGuessed(String code) {
        assertThat(Product.of(code).expiry(ContractMonth.parse("F26"), BusinessDays.latest()))
                .isEmpty();
    }

    @Test
    void anUnknownCodeIsRefusedWithTheCodesThatAreKnown() {
        assertThat(Product.find("PETR4")).isEmpty();
        assertThatThrownBy(() -> Product.of("DOLAR"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected one of [DOL, WDO, ")
                .hasMessageEndingWith(", saw \"DOLAR\"");
    }
}
