package b3.api.optionchain;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import b3.schema.optionchain.OptionSeriesBook;
import java.util.List;

/** What {@code GET /option-series} asks the database. */
final class OptionSeriesQuery {

    /** Tickers are sorted as text: sorting a symbol would first sort all that there ever were. */
    private static final String SQL = """
            select ts, underlying, ticker, option_type, style, isin, strike, expiry, multiplier, source,
                known_at, document
            from {standing}
            where true {outside}
            order by ts desc, underlying, ticker::varchar
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text("underlying", "What the options are on."),
            Field.date("session", "The session.").from("ts"),
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
            Field.text("isin", "Null when the source gives none.").orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query OPTION_SERIES = new Query(
            Datasets.OPTION_SERIES,
            Datasets.OPTION_SERIES.path(),
            "Option series that are listed: newest session first, then by underlying and ticker.",
            SQL,
            FIELDS,
            List.of(
                    Parameter.code("underlying", Codes.UNDERLYING, "codes of underlyings such as DOL or PETR4", "DOL")
                            .means("What the options are on, in any case.")
                            .severalAllowed()
                            .onKey("underlying in (:underlying)"),
                    Parameter.code("ticker", Codes.TICKER, "tickers of series such as PETRC400", "PETRC400")
                            .means("Ticker of the series, in any case.")
                            .severalAllowed()
                            .onRow("ticker in (:ticker)")
                            .narrowing("underlying"),
                    Parameter.oneOf("type", OptionSeriesBook.Type.class)
                            .means("Calls or puts only.")
                            .onRow("option_type = :type"),
                    Parameter.read("expiry", Range::readDay, Range.DAY, "2025-03-05")
                            .means("Only the series that expire on this day.")
                            .severalAllowed()
                            .onRow("expiry in (:expiry)"),
                    Range.SESSION,
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("underlying", "ticker"));

    private OptionSeriesQuery() {}
}
