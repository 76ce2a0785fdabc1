package b3.stream.normalize;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.sample;
import static b3.stream.normalize.SampleFiles.openInterest;
import static b3.stream.normalize.SampleFiles.prices;
import static b3.stream.normalize.SampleFiles.read;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static b3.stream.normalize.SampleFiles.underlyings;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.contracts.OptionTicker;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.reading.Normalized;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Real documents, against what an independent reader found in them. */
class GoldenChainsTest {

    private static final LocalDate CAPTURED = LocalDate.of(2022, 5, 13);

    @Test
    void readsEveryPositionOfTheOlderJson() {
        Normalized found =
                read(Feeds.OPEN_POSITIONS, sample("option_open_interest/SI_C_OPCPOSABEMP_202205.json.gz"), CAPTURED);
        JsonNode golden = golden("option_open_interest.json").get("SI_C_OPCPOSABEMP_202205");
        Map<String, Position> positions = positions(found);
        Map<String, Series> series = series(found);

        assertThat(found.rejections()).isEmpty();
        assertThat(openInterest(found)).hasSize(golden.get("underlyings").intValue());
        assertThat(seriesBooks(found)).hasSize(golden.get("underlyings").intValue());
        assertThat(positions).hasSize(golden.get("rows").intValue());
        assertThat(series).hasSize(golden.get("distinct_series").intValue());
        assertThat(positions.values().stream().mapToDouble(Position::total).sum())
                .isEqualTo(golden.get("total_position").doubleValue());
        assertThat(series.values().stream().filter(row -> row.type() == OptionSeriesBook.Type.CALL))
                .hasSize(golden.get("calls").intValue());
        Map<String, Long> expiries = series.values().stream()
                .collect(Collectors.groupingBy(
                        row -> row.expiry().format(DateTimeFormatter.BASIC_ISO_DATE), Collectors.counting()));
        golden.get("expiries").properties().forEach(expiry -> assertThat(expiries)
                .containsEntry(expiry.getKey(), expiry.getValue().longValue()));
        golden.get("spot").forEach(spot -> {
            String ticker = spot.get("ser").stringValue();
            assertThat(positions.get(ticker))
                    .isEqualTo(new Position(
                            ticker,
                            spot.get("posTo").doubleValue(),
                            spot.get("poCob").doubleValue(),
                            spot.get("posTr").doubleValue(),
                            spot.get("posDe").doubleValue()));
            assertThat(Objects.requireNonNull(series.get(ticker)).strike())
                    .isEqualTo(spot.get("prEx").doubleValue());
        });
    }

    @Test
    void theOlderJsonTellsPreferredFromCommonShares() {
        Normalized found =
                read(Feeds.OPEN_POSITIONS, sample("option_open_interest/SI_C_OPCPOSABEMP_202205.json.gz"), CAPTURED);
        JsonNode petr4 = golden("option_open_interest.json")
                .get("SI_C_OPCPOSABEMP_202205")
                .get("petr_pn");
        OpenInterestBook book = only(openInterest(found), "PETR4");
        Map<String, Series> series = series(found);

        assertThat(book.positions()).hasSize(petr4.get("rows").intValue());
        assertThat(sum(book, series, OptionSeriesBook.Type.CALL))
                .isEqualTo(petr4.get("oi_call").doubleValue());
        assertThat(sum(book, series, OptionSeriesBook.Type.PUT))
                .isEqualTo(petr4.get("oi_put").doubleValue());
        assertThat(openInterest(found))
                .extracting(OpenInterestBook::underlying)
                .contains("PETR3", "BOVA11", "USIM5", "KLBN11", "B3SA3");
    }

    @Test
    void readsTheOptionsAmongTheOpenPositions() {
        Normalized found = read(
                Feeds.OPEN_POSITIONS,
                sample("option_open_interest/DerivativesOpenPosition_20251219_agribusiness.csv"),
                LocalDate.of(2025, 12, 19));
        JsonNode golden = golden("option_open_interest.json").get("DerivativesOpenPosition_20251219_agribusiness.csv");
        Map<String, Position> positions = positions(found);

        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2025, 12, 19));
        assertThat(positions).hasSize(golden.get("options_bmf").intValue());
        golden.get("spot").forEach(spot -> {
            String ticker = spot.get("TckrSymb").stringValue();
            if (ticker.length() > 6) {
                assertThat(Objects.requireNonNull(positions.get(ticker), ticker).total())
                        .isEqualTo(Double.parseDouble(spot.get("OpnIntrst").stringValue()));
            } else {
                assertThat(positions).doesNotContainKey(ticker);
            }
        });
    }

    @Test
    void readsTheRegisterOfInstruments() {
        Normalized found =
                read(Feeds.INSTRUMENTS, sample("option_series/InstrumentsConsolidated_20220128_excerpt.csv"), null);
        JsonNode golden = golden("option_series.json").get("InstrumentsConsolidated_20220128_excerpt");
        Map<String, Series> series = series(found);

        assertThat(found.rejections()).isEmpty();
        assertThat(series).hasSize(golden.get("rows").intValue());
        assertThat(seriesBooks(found)).extracting(OptionSeriesBook::underlying).containsExactly("PETR4", "PETR3");
        golden.get("spot").forEach(spot -> {
            Series row = Objects.requireNonNull(series.get(spot.get("TckrSymb").stringValue()));
            assertThat(row.isin()).isEqualTo(spot.get("ISIN").stringValue());
            assertThat(row.strike()).isEqualTo(spot.get("ExrcPric").doubleValue());
            assertThat(row.expiry()).isEqualTo(spot.get("XprtnDt").stringValue());
            assertThat(String.valueOf(row.style()))
                    .startsWith(spot.get("OptnStyle").stringValue());
            assertThat(row.multiplier()).isEqualTo(1);
            assertThat(only(seriesBooks(found), spot.get("Asst").stringValue()).series())
                    .contains(row);
        });
    }

    @Test
    void readsHistoricalQuotes() {
        Normalized found = read(Feeds.COTAHIST, sample("option_series/COTAHIST_D04012016_subset.TXT"), null);
        JsonNode golden = golden("option_series.json").get("COTAHIST_D04012016_subset");
        Map<String, Series> series = series(found);
        Map<String, Price> prices = priceRows(found);
        Map<String, UnderlyingPrice> closes =
                underlyings(found).stream().collect(Collectors.toMap(UnderlyingPrice::instrument, Function.identity()));

        assertThat(found.session()).isEqualTo(LocalDate.of(2016, 1, 4));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .isEqualTo("expected a count of 506 lines, or of 504 of type 01, saw \"00000001745\""));
        assertThat(closes).hasSize(golden.get("tpmerc").get("010").intValue());
        assertThat(series).hasSize(golden.get("option_rows").intValue());
        assertThat(prices).hasSize(golden.get("option_rows").intValue());
        assertThat(series.values().stream().map(Series::expiry).distinct())
                .hasSize(golden.get("option_expiries").intValue());
        golden.get("cash_close").properties().forEach(close -> assertThat(
                        Objects.requireNonNull(closes.get(close.getKey().substring(9)))
                                .price())
                .isEqualTo(close.getValue().doubleValue()));
        golden.get("spot").forEach(spot -> {
            String ticker = spot.get("tck").stringValue();
            if (List.of("070", "080").contains(spot.get("tp").stringValue())) {
                Series row = Objects.requireNonNull(series.get(ticker));
                assertThat(row.strike()).isEqualTo(spot.get("strike").doubleValue());
                assertThat(row.expiry().format(DateTimeFormatter.BASIC_ISO_DATE))
                        .isEqualTo(spot.get("exp").stringValue());
                assertThat(Objects.requireNonNull(prices.get(ticker)).last())
                        .isEqualTo(spot.get("close").doubleValue());
            } else if (spot.get("tp").stringValue().equals("010")) {
                assertThat(Objects.requireNonNull(closes.get(ticker)).price())
                        .isEqualTo(spot.get("close").doubleValue());
            }
        });
        assertThat(seriesBooks(found))
                .extracting(OptionSeriesBook::underlying)
                .contains("BBDC3", "BBDC4", "BOVA11", "BRKM5");
    }

    @Test
    void readsTheQuotedDollarChain() {
        Normalized found = read(
                Feeds.DERIVATIVE_QUOTATION, sample("derivative_quotation/DerivativeQuotation_20260310_DOL.json"), null);
        JsonNode golden = golden("derivative_quotation.json").get("DOL");
        OptionSeriesBook book = only(seriesBooks(found), "DOL");
        OpenInterestBook positions = only(openInterest(found), "DOL");
        OptionPricesBook prices = only(prices(found), "DOL");
        Map<String, Series> series = series(found);

        assertThat(found.rejections()).isEmpty();
        assertThat(book.session()).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(book.series()).hasSize(golden.get("options").intValue());
        assertThat(book.series()).allSatisfy(row -> {
            assertThat(row.multiplier()).isEqualTo(50);
            assertThat(row.style()).isEqualTo(Style.EUROPEAN);
        });
        assertThat(positions.session()).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(positions.positions()).hasSize(golden.get("options_with_oi").intValue());
        assertThat(sum(positions, series, OptionSeriesBook.Type.CALL))
                .isEqualTo(golden.get("oi_call").doubleValue());
        assertThat(sum(positions, series, OptionSeriesBook.Type.PUT))
                .isEqualTo(golden.get("oi_put").doubleValue());
        assertThat(prices.at()).isEqualTo(Instant.parse("2026-03-10T17:51:55Z"));
        assertThat(prices.prices()).hasSize(9).allSatisfy(price -> assertThat(price.settlement())
                .isNull());
        golden.get("opt_spot").forEach(spot -> {
            Series row = Objects.requireNonNull(series.get(spot.get("symb").stringValue()));
            assertThat(row.strike()).isEqualTo(spot.get("strike").doubleValue());
            assertThat(row.expiry()).isEqualTo(spot.get("maturity").stringValue());
        });
        checkFutures(found, golden, 2);
        Map<String, Double> settled = underlyings(found).stream()
                .filter(price -> price.kind() == UnderlyingPrice.Kind.SETTLEMENT)
                .collect(Collectors.toMap(UnderlyingPrice::instrument, UnderlyingPrice::price));
        assertThat(settled).hasSize(golden.get("by_market").get("FUT").intValue());
        golden.get("fut_spot").forEach(spot -> assertThat(settled)
                .containsEntry(
                        spot.get("symb").stringValue(), spot.get("prev_settle").doubleValue()));
    }

    @ParameterizedTest
    @CsvSource({"DI1", "DDI"})
    void aCommodityWithoutOptionsGivesItsFuturesAlone(String asset) {
        Normalized found = read(
                Feeds.DERIVATIVE_QUOTATION,
                sample("derivative_quotation/DerivativeQuotation_20260310_" + asset + ".json"),
                LocalDate.of(2026, 3, 10));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records()).isNotEmpty();
        checkFutures(
                found,
                golden("derivative_quotation.json").get(asset),
                underlyings(found).size());
        List<RatesCurve> curves = found.records().stream()
                .filter(RatesCurve.class::isInstance)
                .map(RatesCurve.class::cast)
                .toList();
        assertThat(curves).hasSize(asset.equals("DI1") ? 1 : 0).allSatisfy(curve -> assertThat(curve.vertices())
                .hasSize(48));
    }

    @Test
    void theTickerRuleGivesTheQuotedStrikesAndExpiries() {
        Normalized found = read(
                Feeds.DERIVATIVE_QUOTATION, sample("derivative_quotation/DerivativeQuotation_20260310_DOL.json"), null);
        JsonNode rule = golden("gamma_end_to_end.json").get("contract_code_rule");

        assertThat(only(seriesBooks(found), "DOL").series()).allSatisfy(row -> assertThat(
                        OptionTicker.parse(row.ticker()).orElseThrow().series())
                .isEqualTo(row));
        rule.get("ind").forEach(contract -> assertThat(
                        OptionTicker.parse(contract.get(0).stringValue() + "C150000")
                                .orElseThrow()
                                .series()
                                .expiry())
                .isEqualTo(contract.get(1).stringValue()));
    }

    @ParameterizedTest
    @CsvSource({"IDI", "DOL"})
    void theTickerRuleGivesThePublishedMaturities(String asset) {
        golden("derivative_quotation.json")
                .get("contract_month_to_maturity")
                .get(asset)
                .properties()
                .forEach(month -> assertThat(OptionTicker.parse(asset + month.getKey() + "P300000")
                                .orElseThrow()
                                .series()
                                .expiry())
                        .isEqualTo(month.getValue().stringValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "SPRD230202.zip, 2023-02-02, DOL_2023-02-02, 5056.572",
        "SPRD250203.zip, 2025-02-03, DOL_2025-02-03, 5847.377"
    })
    void readsTheDollarChainOfThePriceReport(String file, LocalDate session, String key, double front) {
        Normalized found = read(Feeds.PRICE_REPORT, sample("settlement_adjustments/" + file), session);
        JsonNode golden = golden("gamma_end_to_end.json").get(key);
        OptionSeriesBook book = only(seriesBooks(found), "DOL");
        OpenInterestBook positions = only(openInterest(found), "DOL");
        Map<String, Series> series = series(found);

        assertThat(book.series()).hasSize(golden.get("options_in").intValue());
        assertThat(positions.positions()).hasSize(golden.get("options_with_oi").intValue());
        assertThat(sum(positions, series, OptionSeriesBook.Type.CALL))
                .isEqualTo(golden.get("oi_call").doubleValue());
        assertThat(sum(positions, series, OptionSeriesBook.Type.PUT))
                .isEqualTo(golden.get("oi_put").doubleValue());
        assertThat(underlyings(found)).allMatch(price -> price.kind() == UnderlyingPrice.Kind.SETTLEMENT);
        String instrument = "DOL" + golden.get("front_future").get(0).stringValue();
        assertThat(underlyings(found))
                .filteredOn(price -> price.instrument().equals(instrument))
                .singleElement()
                .satisfies(price -> {
                    assertThat(price.price()).isEqualTo(front);
                    assertThat(price.underlying()).isEqualTo("DOL");
                    assertThat(price.expiry()).isNotNull();
                });
        golden.get("implied_vols").forEach(row -> {
            String ticker = "DOL" + row.get("code").stringValue()
                    + row.get("cp").stringValue()
                    + "%06d".formatted(row.get("K").intValue());
            assertThat(Objects.requireNonNull(priceRows(found).get(ticker), ticker)
                            .last())
                    .isEqualTo(row.get("price").doubleValue());
        });
    }

    @Test
    void readsSharesAndOptionsOfTheFullPriceReport() {
        Normalized found =
                read(Feeds.PRICE_REPORT, sample("price_report/pricereport_20180102.xml.gz"), LocalDate.of(2018, 1, 2));
        JsonNode golden = golden("price_report.json").get("pricereport_20180102");
        Map<String, UnderlyingPrice> prices =
                underlyings(found).stream().collect(Collectors.toMap(UnderlyingPrice::instrument, Function.identity()));

        assertThat(found.rejections()).isEmpty();
        golden.get("spot").forEach(spot -> {
            String ticker = spot.get("TckrSymb").stringValue();
            boolean future = ticker.matches("(DOL|IND|WIN).*");
            boolean share = List.of("PETR4", "VALE3", "BOVA11").contains(ticker);
            if (share || future) {
                UnderlyingPrice price = Objects.requireNonNull(prices.get(ticker), ticker);
                assertThat(price.price())
                        .isEqualTo(Double.parseDouble(
                                spot.get(future ? "AdjstdQt" : "LastPric").stringValue()));
                assertThat(price.expiry() == null).isEqualTo(share);
            } else {
                assertThat(prices).doesNotContainKey(ticker);
            }
        });
        assertThat(positions(found))
                .hasSize(golden.get("with_open_interest").get("bmf_option").intValue());
        assertThat(prices(found).stream()
                        .flatMap(book -> book.prices().stream())
                        .map(Price::ticker)
                        .filter(ticker -> !ticker.matches("[A-Z0-9]{3}[FGHJKMNQUVXZ]\\d\\d[CP]\\d{6}")))
                .as("options on shares and indexes that have a price; 1812 are listed")
                .hasSize(1810);
        assertThat(only(seriesBooks(found), "DOL").series()).hasSize(1328);
        assertThat(only(seriesBooks(found), "IDI").series()).hasSize(1112);
        assertThat(seriesBooks(found)).extracting(OptionSeriesBook::underlying).containsExactlyInAnyOrder("DOL", "IDI");
    }

    @Test
    void readsTheIndexReport() {
        Normalized found = read(Feeds.INDEX_REPORT, sample("price_report/IR210423.zip"), null);
        JsonNode golden = golden("price_report.json").get("IR210423");
        Map<String, Double> closes = underlyings(found).stream()
                .collect(Collectors.toMap(UnderlyingPrice::underlying, UnderlyingPrice::price));

        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2021, 4, 23));
        assertThat(closes).hasSize(golden.get("indexes").intValue());
        assertThat(closes)
                .containsEntry(
                        "IBOV",
                        Double.valueOf(golden.get("IBOV").get("ClsgPric").stringValue()));
        golden.get("other").properties().forEach(index -> assertThat(closes)
                .containsEntry(index.getKey(), Double.valueOf(index.getValue().stringValue())));
    }

    @ParameterizedTest
    @CsvSource({
        "b3-instruments, option_series/InstrumentsConsolidated_20220128_excerpt.csv",
        "b3-open-positions, option_open_interest/DerivativesOpenPosition_20251219_agribusiness.csv",
        "b3-cotahist, option_series/COTAHIST_D04012016_subset.TXT",
        "b3-derivative-quotation, derivative_quotation/DerivativeQuotation_20260310_DOL.json",
        "b3-index-report, price_report/IR210423.zip"
    })
    void aDocumentOfAnotherSessionIsRefused(String feed, String file) {
        Feed named = Feeds.named(feed).orElseThrow();
        byte[] document = sample(file);
        assertThat(Refusals.of(named, document, LocalDate.of(2020, 1, 2)).reason())
                .isEqualTo(Reason.WRONG_SESSION);
    }

    private static void checkFutures(Normalized found, JsonNode golden, int traded) {
        Map<String, UnderlyingPrice> prices = underlyings(found).stream()
                .filter(price -> price.kind() == UnderlyingPrice.Kind.LAST)
                .collect(Collectors.toMap(UnderlyingPrice::instrument, Function.identity()));
        assertThat(prices).hasSize(traded);
        golden.get("fut_spot").forEach(spot -> {
            UnderlyingPrice price = prices.get(spot.get("symb").stringValue());
            if (spot.get("last").isNull()) {
                assertThat(price).isNull();
            } else {
                assertThat(Objects.requireNonNull(price).price())
                        .isEqualTo(spot.get("last").doubleValue());
                assertThat(price.kind()).isEqualTo(UnderlyingPrice.Kind.LAST);
                assertThat(price.expiry()).isEqualTo(spot.get("maturity").stringValue());
            }
        });
    }

    private static double sum(OpenInterestBook book, Map<String, Series> series, OptionSeriesBook.Type type) {
        return book.positions().stream()
                .filter(position ->
                        Objects.requireNonNull(series.get(position.ticker())).type() == type)
                .mapToDouble(Position::total)
                .sum();
    }

    private static <T extends b3.schema.MarketRecord> T only(List<T> books, String underlying) {
        List<T> named = books.stream()
                .filter(book -> book.businessKey().startsWith(underlying + "|"))
                .toList();
        assertThat(named).as(underlying).hasSize(1);
        return named.get(0);
    }

    private static Map<String, Position> positions(Normalized found) {
        return openInterest(found).stream()
                .flatMap(book -> book.positions().stream())
                .collect(Collectors.toMap(Position::ticker, Function.identity()));
    }

    private static Map<String, Series> series(Normalized found) {
        return seriesBooks(found).stream()
                .flatMap(book -> book.series().stream())
                .collect(Collectors.toMap(Series::ticker, Function.identity()));
    }

    private static Map<String, Price> priceRows(Normalized found) {
        return prices(found).stream()
                .flatMap(book -> book.prices().stream())
                .collect(Collectors.toMap(Price::ticker, Function.identity()));
    }
}
