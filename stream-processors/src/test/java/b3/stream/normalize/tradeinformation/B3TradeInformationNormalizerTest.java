package b3.stream.normalize.tradeinformation;

import static b3.stream.normalize.RealDocuments.caseOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.MarketRecord;
import b3.schema.adjustments.Adjustment;
import b3.schema.adjustments.Adjustment.Unit;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3TradeInformationNormalizerTest {

    @Test
    void readsSettlementPricesOfFutures() {
        Normalized found = read("final");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(of(found, Adjustment.class))
                .extracting(
                        Adjustment::instrument,
                        Adjustment::contractMonth,
                        Adjustment::priceSettlement,
                        Adjustment::rate,
                        Adjustment::unit,
                        Adjustment::status)
                .containsExactly(
                        tuple("DI1", "F27", 75321.18, 15.01, Unit.PU, "ajustado"),
                        tuple("DOL", "G25", 6121.273, null, Unit.POINTS, "ajustado"));
    }

    @Test
    void readsClosingPricesOfTheCashMarket() {
        assertThat(of(read("final"), UnderlyingPrice.class))
                .extracting(UnderlyingPrice::underlying, UnderlyingPrice::instrument, UnderlyingPrice::price)
                .containsExactly(
                        tuple("PETR4", "PETR4", 36.75),
                        tuple("PETR3", "PETR3", 40.01),
                        tuple("BOVA11", "BOVA11", 117.2),
                        tuple("ITSA4", "ITSA4", 8.95),
                        tuple("SANB3", "SANB3", 11.2),
                        tuple("SANB11", "SANB11", 24.05),
                        tuple("HGLG11", "HGLG11", 155.3));
    }

    @Test
    void givesNoCloseOfAnIndexWhichIsTheSettlementValueOfExpiringOptions() {
        Normalized found = Fixture.of(caseOf("TIC_20210423_ibov11.csv")).read(new B3TradeInformationNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(of(found, UnderlyingPrice.class))
                .extracting(UnderlyingPrice::instrument, UnderlyingPrice::price)
                .containsExactly(tuple("PETR4", 23.66));
    }

    @ParameterizedTest
    @CsvSource({"IBOV11, BRIBOVINDM18", "IBOV11, ''", "IBXL11, BRIBXLINDM12"})
    void knowsAnIndexByItsIsinOrItsTicker(String ticker, String isin) {
        String file = new String(
                        Fixture.of("tradeinformation/trade-information-final.csv")
                                .bytes(),
                        ISO_8859_1)
                .replace("IBOV11;BRIBOVINDM18", ticker + ";" + isin);
        Normalized found = Fixture.of(file.getBytes(ISO_8859_1)).read(new B3TradeInformationNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(of(found, UnderlyingPrice.class))
                .extracting(UnderlyingPrice::instrument)
                .contains("HGLG11")
                .noneMatch(name -> name.startsWith("IB"));
    }

    @Test
    void groupsOptionPricesByWhatTheFileTellsOfTheirUnderlying() {
        Map<String, OptionPricesBook> books = of(read("final"), OptionPricesBook.class).stream()
                .collect(Collectors.toMap(OptionPricesBook::underlying, Function.identity()));
        assertThat(books.keySet())
                .containsExactlyInAnyOrder("DOL", "IDI", "PETR4", "PETR3", "BOVA11", "ITSA4", "SANB", "IBOV");
        assertThat(books.get("DOL"))
                .extracting(OptionPricesBook::prices)
                .isEqualTo(List.of(
                        new Price("DOLG25C006100", null, 46.123, 45.1, null, null, null),
                        new Price("DOLG25P006100", null, 38.001, null, null, null, null)));
        assertThat(books.get("PETR4"))
                .extracting(OptionPricesBook::prices)
                .isEqualTo(List.of(new Price("PETRA361", null, 1.3, 1.25, null, null, null)));
    }

    @Test
    void marksAPartialFile() {
        Normalized found = read("partial");
        assertThat(found.session()).isNull();
        assertThat(of(found, Adjustment.class))
                .hasSize(2)
                .allMatch(row ->
                        row.status().equals("preliminar") && row.session().equals(Fixture.SESSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Status do Arquivo: Final\"",
                "Status do Arquivo: Final;;;;;;;;;;;;;;",
                "\ufeffStatus do Arquivo:Final"
            })
    void knowsAFinalFileHoweverItsStatusIsWritten(String status) {
        String table = new String(
                Fixture.of("tradeinformation/trade-information-without-status.csv")
                        .bytes(),
                ISO_8859_1);
        Normalized found =
                Fixture.of((status + "\r\n" + table).getBytes(UTF_8)).read(new B3TradeInformationNormalizer());
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(of(found, Adjustment.class)).allMatch(row -> row.status().equals("ajustado"));
    }

    @Test
    void readsFilesWithoutStatusAndColumnsInAnyOrder() {
        assertThat(read("without-status").records()).hasSameSizeAs(read("final").records());
        assertThat(read("columns-in-another-order").records())
                .extracting(MarketRecord::businessKey)
                .containsExactly("PETR4|PETR4|2025-01-06|CLOSE|2025-01-06T00:00:00Z", "DI1|F27|2025-01-06");
    }

    @ParameterizedTest
    @CsvSource({
        "settlement-with-a-dot, UNREADABLE_NUMBER, AdjstdQt",
        "rate-not-available, UNREADABLE_NUMBER, AdjstdQtTax",
        "row-of-another-date, WRONG_SESSION, 2025-01-03",
        "no-segment, MISSING_FIELD, SgmtNm",
        "brazilian-date, UNREADABLE_FIELD, RptDt",
        "zero-close, INCONSISTENT_ROW, LastPric",
        "negative-premium, INCONSISTENT_ROW, RefPric",
        "fourteen-fields, UNREADABLE_FIELD, 15 fields",
        "sixteen-fields, UNREADABLE_FIELD, 15 fields",
    })
    void rejectsTheRowAndKeepsTheOthers(String fault, Reason reason, String detail) {
        Normalized found = read(fault);
        assertThat(found.records())
                .extracting(MarketRecord::businessKey)
                .containsExactly("DI1|F27|2025-01-06", "PETR4|PETR4|2025-01-06|CLOSE|2025-01-06T00:00:00Z");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).startsWith("row 4");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-contract-twice", "same-series-twice"})
    void takesWhatComesTwiceNeitherWay(String fault) {
        Normalized found = read(fault);
        assertThat(found.records()).hasSize(1);
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "cut-within-a-row.csv, UNREADABLE_DOCUMENT, ends within row 6",
        "no-rows.csv, UNREADABLE_DOCUMENT, no row",
        "without-the-settlement-column.csv, UNREADABLE_DOCUMENT, AdjstdQt",
        "answered-with.html, UNREADABLE_DOCUMENT, an HTML page",
    })
    void refusesTheDocument(String file, Reason reason, String detail) {
        Fixture document = Fixture.of("tradeinformation/trade-information-" + file);
        assertThatThrownBy(() -> document.read(new B3TradeInformationNormalizer()))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(detail);
    }

    @Test
    void refusesAnotherSessionThanTheOneAskedFor() {
        Fixture document =
                Fixture.of("tradeinformation/trade-information-final.csv").asked(LocalDate.of(2025, 1, 7));
        assertThatThrownBy(() -> document.read(new B3TradeInformationNormalizer()))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.WRONG_SESSION));
    }

    @Test
    void readsAFullMarket() {
        StringBuilder file = new StringBuilder("Status do Arquivo: Final\nRptDt;TckrSymb;ISIN;SgmtNm;MinPric;MaxPric;"
                + "TradAvrgPric;LastPric;OscnPctg;AdjstdQt;AdjstdQtTax;RefPric;TradQty;FinInstrmQty;NtlFinVol\n");
        for (int i = 0; i < 155_000; i++) {
            file.append("2025-01-06;PETR")
                    .append((char) ('A' + i % 24))
                    .append(i)
                    .append(";BRPETR4A0QG1;EQUITY CALL;;;;;;;;1,")
                    .append(i)
                    .append(";;;\n");
        }
        Normalized found = Fixture.of(file.toString().getBytes(ISO_8859_1)).read(new B3TradeInformationNormalizer());
        assertThat(found.records()).singleElement().matches(book -> book.rows() == 155_000);
    }

    private static Normalized read(String name) {
        return Fixture.of("tradeinformation/trade-information-" + name + ".csv")
                .read(new B3TradeInformationNormalizer());
    }

    private static <T extends MarketRecord> List<T> of(Normalized found, Class<T> type) {
        return found.records().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
