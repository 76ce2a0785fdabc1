package b3.schema;

import java.util.List;
import java.util.Optional;

/**
 * Every feed. The order matters where two feeds carry the same dataset: the earlier one's figures stand, the later ones
 * are its fallback.
 */
public final class Feeds {

    /** B3 price report: settlement prices, open interest and trades of derivatives (SPRD) or of everything (PR). */
    public static final Feed PRICE_REPORT = new Feed(
            "b3-price-report",
            List.of(Datasets.ADJUSTMENTS),
            "BVBG.086 / BVBG.187 price report, XML in a zip, several versions a day");

    /** Old HTML page of settlement prices, switched off by the exchange; captures come in through import only. */
    public static final Feed SETTLEMENT_PAGE = new Feed(
            "b3-settlement-page",
            List.of(Datasets.ADJUSTMENTS),
            "captures of the page \"ajustes do pregão\", which the exchange has switched off");

    /** All of them, in order of preference. */
    public static final List<Feed> ALL = List.of(PRICE_REPORT, SETTLEMENT_PAGE);

    private Feeds() {}

    /** The feed with this name, if there is one. */
    public static Optional<Feed> named(String name) {
        return ALL.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** Place in the order of preference: 0 is the most trusted. A source that is no feed comes last. */
    public static int rank(String source) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).name().equals(source)) {
                return i;
            }
        }
        return ALL.size();
    }
}
