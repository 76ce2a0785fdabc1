package b3.api.query;

import b3.api.http.Problem;
import b3.schema.Dataset;
import b3.schema.sql.StandingSql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a dataset a caller wants, validated once: the time span, the page, and the time of knowledge.
 *
 * @param from first event time, inclusive
 * @param to last event time, inclusive
 * @param asOf last moment of knowledge; null for what is known now
 * @param limit most rows in one answer
 * @param cursor where the page before ended, opaque; null for the first page
 */
public record Range(
        Instant from,
        Instant to,
        @Nullable Instant asOf,
        int limit,
        @Nullable String cursor) {

    /** First session or instant wanted. */
    public static final Parameter FROM = moment("from", "2025-02-03")
            .means("First session or instant wanted, inclusive; a date means its UTC day, which for session data is"
                    + " the session.");

    /** Last session or instant wanted. */
    public static final Parameter TO = moment("to", "2025-02-28")
            .means("Last session or instant wanted, inclusive; a date means its whole UTC day.");

    /** What stood then. */
    public static final Parameter AS_OF = moment("asOf", "2025-02-03T23:59:59Z")
            .means("Answer with what stood at this moment by what was known then: what became known later is left out,"
                    + " what has been withdrawn since is there. A computed record is the calculation on its inputs as they"
                    + " stood then. A date means the end of its UTC day.")
            .onKey(StandingSql.AS_OF);

    /** What {@link #readDay} reads, for the caller. */
    public static final String DAY = "an ISO date, such as 2025-02-03";

    /** Default page length. */
    public static final int DEFAULT_LIMIT = 120;

    /** Longest page. */
    public static final int MAX_LIMIT = 1000;

    /** Most rows wanted. */
    public static final Parameter LIMIT = Parameter.read(
                    "limit", Range::readLimit, "a whole number from 1 to " + MAX_LIMIT, "120")
            .means("Most rows in one answer; when more follow, `next` is the cursor of the next page.")
            .schema("type", "integer")
            .schema("minimum", 1)
            .schema("maximum", MAX_LIMIT)
            .schema("default", DEFAULT_LIMIT);

    /** Where the page before ended. */
    public static final Parameter CURSOR = Parameter.read(
                    "cursor", text -> Optional.of(text).filter(given -> !given.isEmpty()), Cursor.ALLOWED, "")
            .means("Where the page before ended: its `next`, passed back unchanged with the same filters.")
            .schema("maxLength", Cursor.LONGEST);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Of the values a caller gave, by parameter name; a problem when the span ends before it begins. */
    static Range of(Map<String, Object> values) {
        Instant from = values.get("from") instanceof Moment moment ? later(moment.first(), EARLIEST) : EARLIEST;
        Instant to = values.get("to") instanceof Moment moment ? moment.last() : LATEST;
        if (from.isAfter(to)) {
            throw Problem.badParameter(
                            "from", Moment.print(from), "a moment not after `to`, which is " + Moment.print(to))
                    .exception();
        }
        return new Range(
                from,
                to,
                values.get("asOf") instanceof Moment moment ? moment.last() : null,
                values.get("limit") instanceof Integer limit ? limit : DEFAULT_LIMIT,
                values.get("cursor") instanceof String cursor ? cursor : null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Parameter moment(String name, String example) {
        return Parameter.read(name, Moment::read, Moment.ALLOWED, example);
    }

    /** One session of a dataset, found by what its key says of it. */
    static Parameter session(Dataset<?> dataset) {
        Parameter session = Parameter.read("session", Range::readDay, DAY, "2025-02-03")
                .means("The session wanted, a day in São Paulo.")
                .schema("format", "date");
        List<String> key = dataset.keyColumns();
        if (!dataset.ofMoments()) {
            return session.onKey("ts = :session");
        }
        if (!dataset.hasRevisions() || !key.contains("ts")) {
            return session.onKey("session = :session");
        }
        return key.contains("session")
                ? session.onKey("session = :session and ts >= :session and ts < dateadd('d', 2, :session)")
                // levels of a session's open interest go on until the next session's end, over weekends and holidays
                : session.onKey("ts >= :session and ts < dateadd('d', 12, :session)")
                        .onValue("session = :session");
    }

    /** Reads an ISO date as its midnight UTC; empty when it is none. */
    public static Optional<?> readDay(String text) {
        return text.length() == "2025-02-03".length()
                ? Moment.read(text).map(Moment::first).filter(first -> !first.isBefore(EARLIEST))
                : Optional.empty();
    }

    private static Optional<?> readLimit(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
    }
}
