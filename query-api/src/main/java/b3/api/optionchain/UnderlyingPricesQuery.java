package b3.api.optionchain;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import b3.schema.optionchain.UnderlyingPrice;
import java.util.List;

/** What {@code GET /underlying-prices} asks the database. */
final class UnderlyingPricesQuery {

    private static final String SQL = """
            select ts, underlying, instrument, kind, session, quoted_at, price, expiry, source, known_at,
                document
            from {standing}
            where true {outside}
            order by ts desc, underlying, instrument, kind
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The quote's moment, or the session's midnight, UTC.")
                    .from("ts"),
            Field.text("underlying", "What options are on."),
            Field.text("instrument", "What is priced: the share, the index or a future, such as DOLH25."),
            Field.text("kind", "SETTLEMENT, CLOSE or LAST."),
            Field.date("session", "The session."),
            Field.instant("quotedAt", "Moment of a quote within the session, UTC; null for the session's own prices.")
                    .orNull(),
            Field.number("price", "In the instrument's quotation."),
            Field.date("expiry", "Expiry date of a future; null for shares and indexes.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query UNDERLYING_PRICES = new Query(
            Datasets.UNDERLYING_PRICES,
            Datasets.UNDERLYING_PRICES.path(),
            "Prices of underlyings and their futures: newest moment first, then by underlying and instrument.",
            SQL,
            FIELDS,
            List.of(
                    Parameter.code("underlying", Codes.UNDERLYING, "codes of underlyings such as DOL or PETR4", "DOL")
                            .means("What the options are on, in any case.")
                            .severalAllowed()
                            .onKey("underlying in (:underlying)"),
                    Parameter.code("instrument", Codes.TICKER, "codes of instruments such as DOLH25", "DOLH25")
                            .means("What is priced, in any case.")
                            .severalAllowed()
                            .onKey("instrument in (:instrument)"),
                    Parameter.oneOf("kind", UnderlyingPrice.Kind.class)
                            .means("What price it is.")
                            .severalAllowed()
                            .onKey("kind in (:kind)"),
                    Range.SESSION_OF_MOMENTS,
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("underlying", "instrument", "kind"));

    private UnderlyingPricesQuery() {}
}
