package b3.collector.source;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import b3.schema.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Fetches the documents of one feed, or those of one of its products. A collector is called on its loop's own thread, for
 * one session at a time, and never again before it has returned. It fetches and never interprets: it looks only whether a
 * document is there, whole and of the right kind.
 */
public interface Collector {

    /** The feed that the source publishes. */
    Feed feed();

    /**
     * The product of the feed that this collector asks for, such as the commodity {@code DOL} or the series {@code 432};
     * empty for a feed with one document a session. Records of attempts carry it as their {@code part}. Each product has
     * its own loop, its own memory of what was found and its own attempts. No two collectors share both feed and product.
     */
    default String product() {
        return "";
    }

    /**
     * Whether the source has one document that it keeps up to date, instead of one for each session: then the document that
     * was found for the session before, served again, is that of this session too, and it is not published again.
     */
    default boolean keepsOneDocument() {
        return false;
    }

    /** The name in logs, in the health and on the progress line: {@code b3-derivative-quotation:DOL}. */
    default String name() {
        return product().isEmpty() ? feed().name() : feed().name() + ":" + product();
    }

    /** The settings of the source: where it is, when to ask it and how politely. */
    Source source();

    /** The days that the source publishes for: the sessions of the exchange, unless the collector says otherwise. */
    default TradingCalendar calendar() {
        return TradingCalendar.load();
    }

    /**
     * Returns why the source is not asked: the name of the setting that forbids it or that is absent; empty when the source
     * is asked.
     */
    default Optional<String> disabled() {
        return source().enabled() ? Optional.empty() : Optional.of("b3.collectors." + feed().name() + ".enabled");
    }

    /**
     * Asks the source once for the document of one session.
     *
     * <p>Whatever a source or a network does is an outcome in the answer; an exception is a bug. A collector does not try
     * again, does not wait and knows no clock. It reaches the network only through {@code http}, or through a browser for
     * pages that need one.
     *
     * @param session the session whose document is wanted
     * @param http the polite way to the source
     * @throws InterruptedException when the program is stopping
     */
    Fetched fetch(LocalDate session, Http http) throws InterruptedException;
}
