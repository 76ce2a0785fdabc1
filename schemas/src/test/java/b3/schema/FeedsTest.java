package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedsTest {

    static List<Dataset<?>> datasets() {
        return Datasets.ALL;
    }

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
    void thePriceReportStandsBeforeTheBulletins() {
        assertThat(inOrder(Datasets.ADJUSTMENTS))
                .containsExactly(
                        Feeds.PRICE_REPORT, Feeds.TRADE_INFORMATION, Feeds.SETTLEMENT_BOARD, Feeds.SETTLEMENT_PAGE);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void noTwoFeedsHaveTheSamePriorityInADataset(Dataset<?> dataset) {
        assertThat(inOrder(dataset))
                .extracting(feed -> Feeds.carried(feed.name(), dataset).priority())
                .as("priorities of %s", dataset.name())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFeedThatDoesNotCarryADatasetHasNoPriorityInIt() {
        assertThat(Feeds.INSTRUMENTS.carried(Datasets.ADJUSTMENTS)).isEmpty();
        assertThatThrownBy(() -> Feeds.carried("b3-instruments", Datasets.ADJUSTMENTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a feed that carries adjustments, saw b3-instruments");
        assertThatThrownBy(() -> Feeds.carried("computed", Datasets.GAMMA_LEVELS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The feeds that carry a dataset, the most trusted first. */
    static List<Feed> inOrder(Dataset<?> dataset) {
        return Feeds.ALL.stream()
                .filter(feed -> feed.carried(dataset).isPresent())
                .sorted(Comparator.comparingInt(
                        feed -> Feeds.carried(feed.name(), dataset).priority()))
                .toList();
    }
}
