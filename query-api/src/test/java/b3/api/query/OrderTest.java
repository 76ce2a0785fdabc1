package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void continuesAfterTheLastRow() {
        assertThat(Order.newestThen().after()).isEqualTo("ts < :key0");
        assertThat(Order.newestThen("a").after()).isEqualTo("(ts < :key0 or (ts = :key0 and a > :key1))");
        assertThat(Order.newestThen("a", "b").after())
                .isEqualTo("(ts < :key0 or (ts = :key0 and (a > :key1 or (a = :key1 and b > :key2))))");
    }
}
