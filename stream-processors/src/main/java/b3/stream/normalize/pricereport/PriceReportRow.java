package b3.stream.normalize.pricereport;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code PricRpt} of the price report, as text: what one instrument did in one session.
 *
 * @param number its place in the document, counted from 1
 * @param tradeDate {@code TradDt/Dt}
 * @param ticker {@code SctyId/TckrSymb}
 * @param figures the children of {@code FinInstrmAttrbts} that some dataset reads, by element name; an empty element is
 *     absent
 */
public record PriceReportRow(int number, LocalDate tradeDate, String ticker, Map<String, String> figures) {

    /** The text of a figure, or null when the report does not give it. */
    public @Nullable String figure(String element) {
        return figures.get(element);
    }

    /** The row's place, for a message. */
    public String where() {
        return "PricRpt " + number + " \"" + ticker + "\"";
    }
}
