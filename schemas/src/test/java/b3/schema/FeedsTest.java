package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedsTest {

    @Test
    void premiumsOfEverySeriesStandBeforeLastTradesAndThoseBeforeDelayedQuotes() {
        assertThat(inOrder(Datasets.OPTION_PRICES))
                .containsExactly(
                        Feeds.TRADE_INFORMATION,
                        Feeds.REFERENCE_PREMIUM,
                        Feeds.PRICE_REPORT,
                        Feeds.COTAHIST,
                        Feeds.DERIVATIVE_QUOTATION);
    }

    @Test
    void theExchangeStandsBeforeTheCentralBank() {
        assertThat(inOrder(Datasets.INDICATORS)).containsExactly(Feeds.FINANCIAL_INDICATORS, Feeds.BCB_INDICATORS);
    }

    @Test
    void otherwiseTheGeneralOrderHolds() {
        assertThat(inOrder(Datasets.ADJUSTMENTS))
                .containsExactly(
                        Feeds.PRICE_REPORT, Feeds.TRADE_INFORMATION, Feeds.SETTLEMENT_BOARD, Feeds.SETTLEMENT_PAGE);
        assertThat(Feeds.rank(Datasets.ADJUSTMENTS, "b3-instruments")).isZero();
    }

    @Test
    void everyFeedHasARankOfItsOwnInEveryDatasetAndOthersComeLast() {
        for (Dataset<?> dataset : Datasets.ALL) {
            Set<Integer> ranks = new HashSet<>();
            Feeds.ALL.forEach(feed -> ranks.add(Feeds.rank(dataset, feed.name())));
            assertThat(ranks).as(dataset.name()).hasSameSizeAs(Feeds.ALL);
            assertThat(Feeds.rank(dataset, "computed")).isEqualTo(Feeds.ALL.size());
        }
    }

    /** The feeds that carry a dataset, the most trusted first. */
    private static List<Feed> inOrder(Dataset<?> dataset) {
        return Feeds.ALL.stream()
                .filter(feed -> feed.datasets().contains(dataset))
                .sorted(Comparator.comparingInt(feed -> Feeds.rank(dataset, feed.name())))
                .toList();
    }
}
