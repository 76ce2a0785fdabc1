package b3.api.optionchain;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import java.util.List;

/** What {@code GET /open-interest} asks the database. */
final class OpenInterestQuery {

    /** Tickers are sorted as text: sorting a symbol would first sort all that there ever were. */
    private static final String SQL = """
            select ts, underlying, ticker, total, covered, locked, uncovered, source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, underlying, ticker::varchar
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text("underlying", "What the options are on."),
            Field.date("session", "The session after which the positions stood.")
                    .from("ts"),
            Field.text("ticker", "The exchange's code of the series; recycled over the years."),
            Field.number("total", "All open positions, contracts; shares for options on shares."),
            Field.number("covered", "Written against the deposited share; null when the source does not split.")
                    .orNull(),
            Field.number("locked", "Written against another series; null when the source does not split.")
                    .orNull(),
            Field.number("uncovered", "Written with neither; null when the source does not split.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query OPEN_INTEREST = new Query(
            Datasets.OPEN_INTEREST,
            Datasets.OPEN_INTEREST.path(),
            "Open interest of option series: newest session first, then by underlying and ticker.",
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
                    Range.SESSION,
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("underlying", "ticker"));

    private OpenInterestQuery() {}
}
