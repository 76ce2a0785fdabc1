package b3.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.query.Order;
import b3.api.query.Query;
import b3.schema.Datasets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    private static final Query ROWS =
            Query.of(Datasets.RATES).showing("curve").ordered(Order.newestThen(Datasets.RATES, "curve"));
    private static final Query WHOLE = ROWS.keepingWhole();

    /** {@code sizes} are the rows of the curves found, one curve after the other. */
    @ParameterizedTest
    @CsvSource({
        "3-3-3, 1, 1, 3",
        "3-3-3, 3, 3, 3",
        "3-3-3, 4, 4, 3",
        "3-3-3, 6, 6, 6",
        "3-3-3, 8, 8, 6",
        "3-3-3, 9, 9, 9",
        "3-3-3, 10, 9, 9",
        "5, 2, 2, 5",
        "1-1-1, 2, 2, 2",
    })
    void endsAtItsLimitOrBeforeTheGroupThatItWouldCut(String sizes, String limit, int rows, int whole) {
        assertThat(page(ROWS, sizes, limit).rows()).hasSize(rows);
        assertThat(page(WHOLE, sizes, limit).rows()).hasSize(whole);
        int all = found(sizes).size();
        assertThat(page(ROWS, sizes, limit).next() == null).isEqualTo(rows == all);
        assertThat(page(WHOLE, sizes, limit).next() == null).isEqualTo(whole == all);
    }

    private static Page page(Query query, String sizes, String limit) {
        return Page.of(query, query.arguments(Map.of("limit", new String[] {limit})), found(sizes));
    }

    private static List<Map<String, @Nullable Object>> found(String sizes) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        String[] curves = sizes.split("-");
        for (int curve = 0; curve < curves.length; curve++) {
            for (int row = 0; row < Integer.parseInt(curves[curve]); row++) {
                found.add(Map.of("ts", Instant.EPOCH, "curve", "C" + curve));
            }
        }
        return found;
    }
}
