package b3.stream.normalize.optionchain;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GoldenReferencePremiumTest {

    @Test
    void readsEveryPremium() {
        Normalized found = normalize("b3-reference-premium", "vol_surface/Premio_20141212.txt");
        JsonNode golden = golden("vol_surface.json").get("Premio_20141212.txt");
        Map<String, Series> series = new TreeMap<>();
        Map<String, Price> prices = new TreeMap<>();
        Map<String, Integer> rows = new TreeMap<>();
        found.records().forEach(record -> {
            if (record instanceof OptionSeriesBook book) {
                book.series().forEach(row -> series.put(row.ticker(), row));
                assertThat(golden.get("products").get(book.underlying()).intValue())
                        .isEqualTo(book.rows());
            } else if (record instanceof OptionPricesBook book) {
                book.prices().forEach(row -> prices.put(row.ticker(), row));
                rows.merge(book.underlying(), book.rows(), Integer::sum);
            }
        });
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2014, 12, 12));
        assertThat(series).hasSize(golden.get("rows").intValue());
        assertThat(prices).hasSize(golden.get("rows").intValue());
        golden.get("products").properties().forEach(product -> assertThat(rows)
                .containsEntry(product.getKey(), product.getValue().intValue()));
        golden.get("spot").forEach(spot -> {
            String ticker = spot.get("merc").stringValue() + spot.get("serie").stringValue();
            Series seen = Objects.requireNonNull(series.get(ticker), ticker);
            assertThat(seen.strike()).isEqualTo(spot.get("strike").doubleValue());
            assertThat(seen.expiry())
                    .isEqualTo(LocalDate.parse(spot.get("venc").stringValue(), DateTimeFormatter.BASIC_ISO_DATE));
            assertThat(String.valueOf(seen.type()).charAt(0))
                    .isEqualTo(spot.get("cp").stringValue().equals("C") ? 'C' : 'P');
            assertThat(String.valueOf(seen.style()).charAt(0))
                    .isEqualTo(spot.get("ae").stringValue().charAt(0));
            assertThat(Objects.requireNonNull(prices.get(ticker)).reference())
                    .isEqualTo(spot.get("premio").doubleValue());
        });
    }
}
