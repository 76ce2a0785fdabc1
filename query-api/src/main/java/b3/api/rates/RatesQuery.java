package b3.api.rates;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import java.util.List;

/** What {@code GET /rates} asks the database. */
final class RatesQuery {

    private static final String SQL = """
            select ts, curve, name, business_days, calendar_days, rate, fixed, source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, curve, business_days, calendar_days
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text("curve", "The exchange's code, such as PRE."),
            Field.text("name", "The exchange's description."),
            Field.date("session", "The session after whose close the curve was valued.")
                    .from("ts"),
            Field.whole("businessDays", "Business days from the session, 252-day calendar."),
            Field.whole("calendarDays", "Calendar days from the session."),
            Field.number(
                    "rate",
                    "Percent a year; PRE compounds over 252 business days, DOL and DOC are linear over 360 days. Curves"
                            + " that are prices carry the price."),
            Field.flag("fixed", "Whether the vertex is one of the exchange's fixed terms."),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query RATES = new Query(
                    Datasets.RATES,
                    Datasets.RATES.path(),
                    "Interest-rate curves, whole: newest session first, then by curve and term.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.code("curve", "[A-Z0-9]{2,8}|DI1-PREVIOUS", "codes of curves such as PRE", "PRE")
                                    .means("The exchange's code of the curve, in any case.")
                                    .severalAllowed()
                                    .onKey("curve in (:curve)"),
                            Range.SESSION,
                            Range.FROM,
                            Range.TO,
                            Range.AS_OF,
                            Range.LIMIT,
                            Range.CURSOR),
                    Order.newestThen("curve", "business_days", "calendar_days"))
            .answeringLatest("ts", "curve")
            .keepingWhole("ts", "curve");

    private RatesQuery() {}
}
