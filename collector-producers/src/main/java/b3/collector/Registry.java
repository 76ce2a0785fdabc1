package b3.collector;

import b3.collector.adjustments.B3PriceReportCollector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.util.List;
import java.util.Map;

/** Every collector. A new one adds its line here and its block to {@code b3-collector.yml}. */
final class Registry {

    /** The feeds that nothing collects, and why. */
    static final Map<Feed, String> IMPORT_ONLY = Map.of(
            Feeds.SETTLEMENT_PAGE,
            "the exchange has switched the page off; captures of it come in through ./b3 import");

    private Registry() {}

    /** Reads one feed's settings. */
    interface Settings {

        /** The settings that every collector has. */
        Source source(Feed feed);

        /** A setting of this one feed, {@code b3.collectors.<feed>.<name>}. */
        <T> T value(Feed feed, String name, Class<T> type);
    }

    /** All of them, configured. */
    static List<Collector> all(Settings settings) {
        return List.of(new B3PriceReportCollector(
                settings.source(Feeds.PRICE_REPORT),
                settings.value(Feeds.PRICE_REPORT, "file", B3PriceReportCollector.File.class)));
    }
}
