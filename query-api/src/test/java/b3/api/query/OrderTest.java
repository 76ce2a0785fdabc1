package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void continuesAfterTheLastRow() {
        assertThat(new Order(List.of()).after()).isEqualTo("ts < :key0");
        assertThat(Order.newestThen(Datasets.SNAPSHOTS, "instrument").after())
                .isEqualTo("(ts < :key0 or (ts = :key0 and instrument > :key1))");
        assertThat(Order.newestThen(Datasets.SNAPSHOTS, "instrument", "kind").after())
                .isEqualTo(
                        "(ts < :key0 or (ts = :key0 and (instrument > :key1 or (instrument = :key1 and kind > :key2))))");
    }

    @Test
    void sortsContractMonthsAsTheCalendarAndWhatMayBeNullFirst() {
        Order order = Order.of(Datasets.ADJUSTMENTS);

        assertThat(order.by()).isEqualTo("ts desc, instrument, order_contract_month");
        assertThat(order.made()).isEqualTo(", concat(right(contract_month, 2), contract_month) order_contract_month");
        assertThat(Order.of(Datasets.VOL_SURFACE).made()).contains(", coalesce(business_days, -1) order_business_days");
    }

    @Test
    void sortsTheTextOfTickersNotTheSymbolsThatThereEverWere() {
        assertThat(Order.of(Datasets.OPTION_SERIES).by()).isEqualTo("ts desc, underlying, ticker::varchar");
    }
}
