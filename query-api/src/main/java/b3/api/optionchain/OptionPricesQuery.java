package b3.api.optionchain;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import java.util.List;

/** What {@code GET /option-prices} asks the database. */
final class OptionPricesQuery {

    /** Tickers are sorted as text: sorting a symbol would first sort all that there ever were. */
    private static final String SQL = """
            select ts, underlying, ticker, session, quoted_at, settlement, reference, last, bid, ask,
                implied_volatility, source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, underlying, ticker::varchar
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The quote's moment, or the session's midnight, UTC.")
                    .from("ts"),
            Field.text("underlying", "What the options are on."),
            Field.date("session", "The session."),
            Field.text("ticker", "The exchange's code of the series; recycled over the years."),
            Field.instant("quotedAt", "Moment of a quote within the session, UTC; null for the session's own prices.")
                    .orNull(),
            Field.number("settlement", "Settlement premium; null when the source gives none.")
                    .orNull(),
            Field.number("reference", "The exchange's reference premium; null when the source gives none.")
                    .orNull(),
            Field.number("last", "Last trade; null when the source gives none.").orNull(),
            Field.number("bid", "Best bid; null when the source gives none.").orNull(),
            Field.number("ask", "Best ask; null when the source gives none.").orNull(),
            Field.number(
                            "impliedVolatility",
                            "Published volatility, decimal: 0.155 is 15.5 % a year; null when none is.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query OPTION_PRICES = new Query(
            Datasets.OPTION_PRICES,
            Datasets.OPTION_PRICES.path(),
            "Prices of option series: newest moment first, then by underlying and ticker.",
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
                    Range.SESSION_OF_MOMENTS,
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("underlying", "ticker"));

    private OptionPricesQuery() {}
}
