package b3.api.optionchain;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.StandingSql;
import b3.schema.contracts.Codes;
import b3.schema.optionchain.OptionSeriesBook;
import java.util.List;

/** What {@code GET /option-chain/{underlying}} asks the database for series; the other books are joined to them. */
final class OptionChainQuery {

    private static final String SQL = """
            select ts, underlying, ticker, option_type, style, strike, expiry, multiplier, isin, source, known_at,
                document
            from {standing}
            where true {outside}
            order by ts desc, expiry, strike, option_type, ticker::varchar
            {limit}
            """;

    /** The sessions within ten days of one that have series. */
    static final String SESSIONS = "select distinct ts from ("
            + StandingSql.of(
                    Datasets.OPTION_SERIES,
                    "underlying = :underlying and ts between dateadd('d', -10, :session) and dateadd('d', 10, :session)"
                            + " and " + StandingSql.AS_OF)
            + ")";

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text("underlying", "What the options are on."),
            Field.date("session", "The session of the open interest and of the prices.")
                    .from("ts"),
            Field.date(
                    "seriesSession",
                    "Session of the series: the latest up to ten days before `session`, or the next one when there is none."),
            Field.text("ticker", "The exchange's code of the series; recycled over the years."),
            Field.text("type", "CALL or PUT.").from("option_type"),
            Field.text("style", "EUROPEAN or AMERICAN; null when the source does not say.")
                    .orNull(),
            Field.number("strike", "Current exercise price, in the underlying's quotation."),
            Field.date("expiry", "Expiry date."),
            Field.number(
                            "multiplier",
                            "BRL per 1.00 of price and unit of open interest; null when the source does not say.")
                    .orNull(),
            Field.number(
                            "openInterest",
                            "All open positions after the session, contracts; shares for options on shares; null when"
                                    + " not published (yet).")
                    .from("total")
                    .orNull(),
            Field.number("covered", "Written against the deposited share; null when not known.")
                    .orNull(),
            Field.number("locked", "Written against another series; null when not known.")
                    .orNull(),
            Field.number("uncovered", "Written with neither; null when not known.")
                    .orNull(),
            Field.number("settlement", "Settlement premium; null when not known.")
                    .orNull(),
            Field.number("reference", "The exchange's reference premium; null when not known.")
                    .orNull(),
            Field.number("last", "Last trade; null when not known.").orNull(),
            Field.number("bid", "Best bid; null when not known.").orNull(),
            Field.number("ask", "Best ask; null when not known.").orNull(),
            Field.number(
                            "impliedVolatility",
                            "Published volatility, decimal: 0.155 is 15.5 % a year; null when none is.")
                    .orNull(),
            Field.instant(
                            "quotedAt",
                            "Moment of the prices within the session, UTC; null for the session's own prices, which are"
                                    + " taken when there are any.")
                    .orNull(),
            Field.text("isin", "Null when the source gives none.").orNull(),
            Field.text("source", "Feed whose document carried the series."),
            Field.text(
                            "openInterestBook",
                            "Underlying whose open interest it is: the root, such as PETR for PETR4, where the source names"
                                    + " no more; null when not known.")
                    .orNull(),
            Field.text("openInterestSource", "Feed whose document carried the open interest; null when not known.")
                    .orNull(),
            Field.text("pricesBook", "Underlying whose prices they are, or its root; null when not known.")
                    .orNull(),
            Field.text("pricesSource", "Feed whose document carried the prices; null when not known.")
                    .orNull(),
            Field.instant("knownAt", "When the document with the series was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query OPTION_CHAIN = new Query(
                    Datasets.OPTION_SERIES,
                    "/option-chain/{underlying}",
                    "The chain that gamma levels are computed from: the series on one underlying with the newest open interest"
                            + " and the prices of its session, by expiry and strike.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.code(
                                            "underlying",
                                            Codes.UNDERLYING,
                                            "the code of an underlying such as DOL or PETR4",
                                            "DOL")
                                    .means("What the options are on, in any case.")
                                    .onKey("underlying = :underlying"),
                            Range.SESSION,
                            Parameter.read("expiry", Range::readDay, Range.DAY, "2025-03-05")
                                    .means("Only the series that expire on this day.")
                                    .severalAllowed()
                                    .onRow("expiry in (:expiry)"),
                            Parameter.oneOf("type", OptionSeriesBook.Type.class)
                                    .means("Calls or puts only.")
                                    .onRow("option_type = :type"),
                            Range.AS_OF),
                    Order.newestThen("ticker"))
            .answeringLatest("ts");

    private OptionChainQuery() {}
}
