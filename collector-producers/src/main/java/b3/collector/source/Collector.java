package b3.collector.source;

import b3.collector.browser.Browser;
import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import b3.schema.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One source, or one of the documents that it has for a session. It is called on its loop's own thread, one session at a
 * time, and never again before it has returned. It fetches and never interprets: looking whether a document is there, whole
 * and of the right kind is as far as it goes.
 */
public interface Collector {

    /** What the source publishes. */
    Feed feed();

    /**
     * Which of the feed's documents of a session this collector asks for, {@code DOL}; empty for a feed with one. Each part
     * has its own loop, learned state and stream of attempts. No two collectors have both feed and part in common.
     */
    default String part() {
        return "";
    }

    /** Feed and part in one word for logs, health and progress: {@code b3-derivative-quotation:DOL}. */
    default String name() {
        return part().isEmpty() ? feed().name() : feed().name() + ":" + part();
    }

    /** Where it is, when to ask it and how politely. */
    Source source();

    /** The days that the source publishes for: the exchange's sessions, unless it says otherwise. */
    default TradingCalendar calendar() {
        return TradingCalendar.load();
    }

    /** Why the source is left alone: the setting that says so, or that is absent; empty when it is to be asked. */
    default Optional<String> disabled() {
        return source().enabled() ? Optional.empty() : Optional.of("b3.collectors." + feed().name() + ".enabled");
    }

    /**
     * Asks the source once for one session's document.
     *
     * <p>Everything that a source or a network can do is an outcome in the answer; an exception is a bug. No retries, no
     * waiting, no clock, no other way to the network than {@code http}, or a {@link Browser} for pages that need one.
     *
     * @param session the session asked for
     * @param http the polite way there
     * @throws InterruptedException when the program is stopping
     */
    Fetched fetch(LocalDate session, Http http) throws InterruptedException;
}
