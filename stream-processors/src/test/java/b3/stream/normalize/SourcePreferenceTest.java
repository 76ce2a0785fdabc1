package b3.stream.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.indicators.Indicator;
import b3.schema.optionchain.OptionPricesBook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sources of one fact, through the whole topology and in every order of arrival. */
class SourcePreferenceTest {

    private static final Instant EVENING = Instant.parse("2025-01-06T22:00:00Z");

    @TempDir
    Path folder;

    private int runs;

    /** The session's own book of prices. */
    private static final String DOLLAR = "DOL|2025-01-06|2025-01-06T00:00:00Z";

    private static final String ITAUSA = "ITSA4|2025-01-06|2025-01-06T00:00:00Z";

    private record Sent(Feed feed, Fixture document) {}

    @Test
    void premiumsOfEverySeriesStandBeforeLastTrades() {
        List<Sent> sources = List.of(
                new Sent(Feeds.TRADE_INFORMATION, fixture("tradeinformation/trade-information-final.csv")),
                new Sent(Feeds.REFERENCE_PREMIUM, fixture("optionchain/Premio.txt")),
                new Sent(Feeds.PRICE_REPORT, dated("pricereport/price-report.xml", "2026-03-09")));
        for (int best = 0; best < sources.size(); best++) {
            String expected = sources.get(best).feed().name();
            for (List<Sent> order : permutations(sources.subList(best, sources.size()))) {
                try (DrivenTopology topology = topology()) {
                    order.forEach(sent -> topology.send(sent.feed(), sent.document()));
                    OptionPricesBook book = topology.last(Datasets.OPTION_PRICES, DOLLAR);
                    assertThat(book.provenance().source())
                            .as(
                                    "of %s",
                                    order.stream()
                                            .map(sent -> sent.feed().name())
                                            .toList())
                            .isEqualTo(expected);
                    assertThat(topology.rejections())
                            .as("books of different kinds of price do not disagree")
                            .noneMatch(rejection -> rejection.where().equals(DOLLAR));
                }
            }
        }
    }

    @Test
    void quotesOfTwoMomentsAreTwoFactsWhicheverComesFirst() {
        Fixture evening = dated("quotation/quotation.json", "2026-03-10");
        Fixture morning = Fixture.of(new String(evening.bytes(), UTF_8)
                        .replace("14:51:55", "09:20:00")
                        .getBytes(UTF_8))
                .fetched(EVENING.plusSeconds(86_400));
        try (DrivenTopology topology = topology()) {
            topology.send(Feeds.DERIVATIVE_QUOTATION, evening);
            topology.send(Feeds.DERIVATIVE_QUOTATION, morning);

            assertThat(topology.last(Datasets.OPTION_PRICES))
                    .containsKeys("DOL|2025-01-06|2025-01-06T12:20:00Z", "DOL|2025-01-06|2025-01-06T17:51:55Z");
        }
    }

    @Test
    void theExchangesRatesStandBeforeTheCentralBanksAndADifferenceIsSaid() {
        List<Sent> sources = List.of(
                new Sent(Feeds.FINANCIAL_INDICATORS, fixture("indicators/2025-01-06.json")),
                centralBank(1178, "12.15"),
                centralBank(4389, "12.14"),
                centralBank(432, "12.25"),
                centralBank(11, "0.045513"));
        for (List<Sent> order : List.of(sources, reversed(sources))) {
            try (DrivenTopology topology = topology()) {
                order.forEach(sent -> topology.send(sent.feed(), sent.document()));

                Map<String, Indicator> standing = topology.last(Datasets.INDICATORS);
                assertThat(standing.values())
                        .filteredOn(indicator -> indicator.indicator().startsWith("taxa_")
                                && !indicator.indicator().equals("taxa_sofr"))
                        .extracting(Indicator::indicator, Indicator::value, indicator -> indicator
                                .provenance()
                                .source())
                        .containsExactlyInAnyOrder(
                                tuple("taxa_selic", 12.15, "b3-financial-indicators"),
                                tuple("taxa_cdi_cetip", 12.15, "b3-financial-indicators"),
                                tuple("taxa_selic_meta", 12.25, "bcb-indicators"),
                                tuple("taxa_selic_dia", 0.045513, "bcb-indicators"));
                assertThat(topology.rejections())
                        .extracting(Rejection::feed, Rejection::reason, Rejection::where, Rejection::detail)
                        .containsExactly(tuple(
                                "bcb-indicators",
                                Reason.SOURCES_DISAGREE,
                                "taxa_cdi_cetip|2025-01-03",
                                "b3-financial-indicators / bcb-indicators: {value=12.15 / 12.14};"
                                        + " b3-financial-indicators is current"));
            }
        }
    }

    @Test
    void ofThreeSourcesTheFirstStandsAndEveryOtherIsHeldAgainstIt() {
        List<Sent> sources = List.of(
                new Sent(Feeds.PRICE_REPORT, settled("6121.5")),
                new Sent(Feeds.TRADE_INFORMATION, fixture("tradeinformation/trade-information-final.csv")),
                new Sent(
                        Feeds.SETTLEMENT_BOARD,
                        fixture("adjustments/board-one-page.json").asked(Fixture.SESSION)));
        for (List<Sent> order : permutations(sources)) {
            try (DrivenTopology topology = topology()) {
                order.forEach(sent -> topology.send(sent.feed(), sent.document()));

                Adjustment dollar = topology.last(Datasets.ADJUSTMENTS, "DOL|G25|2025-01-06");
                assertThat(dollar.priceSettlement()).isEqualTo(6121.5);
                assertThat(dollar.provenance().source()).isEqualTo("b3-price-report");
                assertThat(topology.rejections())
                        .filteredOn(rejection -> rejection.where().equals("DOL|G25|2025-01-06"))
                        .extracting(Rejection::feed, Rejection::detail)
                        .containsExactlyInAnyOrder(
                                tuple(
                                        "b3-trade-information",
                                        "b3-price-report / b3-trade-information: {priceSettlement=6121.5 / 6121.273};"
                                                + " b3-price-report is current"),
                                tuple(
                                        "b3-settlement-board",
                                        "b3-price-report / b3-settlement-board: {priceSettlement=6121.5 / 6121.273};"
                                                + " b3-price-report is current"));
            }
        }
    }

    @Test
    void theFinalFileIsACorrectionOfThePartialOne() {
        Fixture partial = fixture("tradeinformation/trade-information-partial.csv");
        Fixture complete =
                fixture("tradeinformation/trade-information-final.csv").fetched(EVENING.plusSeconds(3600));
        try (DrivenTopology topology = topology()) {
            topology.send(Feeds.TRADE_INFORMATION, partial);
            assertThat(topology.last(Datasets.ADJUSTMENTS, "DOL|G25|2025-01-06"))
                    .extracting(Adjustment::status)
                    .isEqualTo("preliminar");
            assertThat(topology.last(Datasets.OPTION_PRICES))
                    .as("a partial book of last trades alone would stand before other sources' premiums")
                    .containsKey(DOLLAR)
                    .doesNotContainKey(ITAUSA);

            topology.send(Feeds.TRADE_INFORMATION, complete);
            assertThat(topology.last(Datasets.ADJUSTMENTS, "DOL|G25|2025-01-06"))
                    .extracting(Adjustment::status)
                    .isEqualTo("ajustado");
            assertThat(topology.last(Datasets.OPTION_PRICES)).containsKey(ITAUSA);
            assertThat(topology.rejections()).isEmpty();
        }
    }

    @Test
    void aPartialFileThatComesAfterTheFinalOneChangesNothing() {
        Fixture complete = fixture("tradeinformation/trade-information-final.csv");
        Fixture partial = latePartial();
        try (DrivenTopology topology = topology()) {
            topology.send(Feeds.TRADE_INFORMATION, complete);
            topology.last(Datasets.ADJUSTMENTS);
            topology.last(Datasets.OPTION_PRICES);
            topology.last(Datasets.UNDERLYING_PRICES);

            topology.send(Feeds.TRADE_INFORMATION, partial);
            assertThat(topology.last(Datasets.ADJUSTMENTS)).doesNotContainKey("DOL|G25|2025-01-06");
            assertThat(topology.last(Datasets.OPTION_PRICES)).doesNotContainKey(DOLLAR);
            assertThat(topology.last(Datasets.UNDERLYING_PRICES))
                    .doesNotContainKey("PETR4|PETR4|2025-01-06|CLOSE|2025-01-06T00:00:00Z");
        }
    }

    @Test
    void theFinalFileReplacesAPartialOneOfALaterTime() {
        Fixture partial = latePartial();
        Fixture complete = fixture("tradeinformation/trade-information-final.csv");
        try (DrivenTopology topology = topology()) {
            topology.send(Feeds.TRADE_INFORMATION, partial);
            topology.send(Feeds.TRADE_INFORMATION, complete);
            assertThat(topology.last(Datasets.ADJUSTMENTS, "DOL|G25|2025-01-06"))
                    .extracting(Adjustment::status)
                    .isEqualTo("ajustado");
            assertThat(topology.last(Datasets.OPTION_PRICES, DOLLAR)
                            .provenance()
                            .knownAt())
                    .isEqualTo(EVENING);
        }
    }

    private DrivenTopology topology() {
        return new DrivenTopology(folder.resolve("run" + runs++), Registry.ALL);
    }

    /** A partial file with figures of its own, fetched when the final one has long been known. */
    private static Fixture latePartial() {
        String text = new String(
                Fixture.of("tradeinformation/trade-information-partial.csv").bytes(), UTF_8);
        return Fixture.of(
                        text.replace("46,123", "44,5").replace("36,75", "36,5").getBytes(UTF_8))
                .fetched(EVENING.plusSeconds(3600));
    }

    private static Fixture fixture(String file) {
        return Fixture.of(file).fetched(EVENING);
    }

    /** A document of another session, as if it were of the fixtures' session. */
    private static Fixture dated(String file, String day) {
        String text = new String(Fixture.of(file).bytes(), UTF_8).replace(day, "2025-01-06");
        return Fixture.of(text.getBytes(UTF_8)).fetched(EVENING);
    }

    private static Sent centralBank(int series, String figure) {
        String json = "[{\"data\":\"03/01/2025\",\"valor\":\"" + figure + "\"}]";
        String url = "https://api.bcb.gov.br/dados/serie/bcdata.sgs." + series + "/dados";
        return new Sent(
                Feeds.BCB_INDICATORS, Fixture.of(json.getBytes(UTF_8)).at(url).fetched(EVENING));
    }

    private static Fixture settled(String price) {
        String xml = """
                <Document><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls><BizGrpTp>BVBG.187.01</BizGrpTp>
                <CreDtAndTm>2025-01-06T19:25:38</CreDtAndTm></BizGrpDtls></BizGrpDesc><BizGrp><PricRpt>
                <TradDt><Dt>2025-01-06</Dt></TradDt><SctyId><TckrSymb>DOLG25</TckrSymb></SctyId>
                <FinInstrmAttrbts><AdjstdQt>%s</AdjstdQt></FinInstrmAttrbts>
                </PricRpt></BizGrp></Xchg></BizFileHdr></Document>
                """.formatted(price);
        return Fixture.of(xml.getBytes(UTF_8)).fetched(EVENING);
    }

    private static List<Sent> reversed(List<Sent> sent) {
        List<Sent> reversed = new ArrayList<>(sent);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    private static List<List<Sent>> permutations(List<Sent> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Sent>> all = new ArrayList<>();
        for (Sent first : of) {
            List<Sent> rest = new ArrayList<>(of);
            rest.remove(first);
            for (List<Sent> tail : permutations(rest)) {
                List<Sent> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
