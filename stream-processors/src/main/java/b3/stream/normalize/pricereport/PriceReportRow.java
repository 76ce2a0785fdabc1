package b3.stream.normalize.pricereport;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code PricRpt} of the price report, as text: what one instrument did in one session.
 *
 * @param number its place in the document, counted from 1
 * @param tradeDate {@code TradDt/Dt}
 * @param ticker {@code SctyId/TckrSymb}
 * @param figures the children of {@code FinInstrmAttrbts} that some dataset reads, by element name; an empty element is
 *     absent
 * @param foreign names of those of them that are in another currency than BRL
 */
public record PriceReportRow(
        int number, LocalDate tradeDate, String ticker, Map<String, String> figures, Set<String> foreign) {

    /** The text of a figure, or null when the report does not give it. */
    public @Nullable String figure(String element) {
        return figures.get(element);
    }

    /** The text of an amount in BRL, or null when the report gives none, or one in another currency. */
    public @Nullable String amount(String element) {
        return foreign.contains(element) ? null : figures.get(element);
    }

    /** The row's place, for a message. */
    public String where() {
        return "PricRpt " + number + " \"" + ticker + "\"";
    }
}
