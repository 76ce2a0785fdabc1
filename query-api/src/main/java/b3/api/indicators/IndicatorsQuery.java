package b3.api.indicators;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code GET /indicators} and {@code GET /indicators/daily} ask the database. */
final class IndicatorsQuery {

    private static final String SQL = """
            select ts, indicator, name, value, display_value, unit, indicator_group, code, source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, indicator
            {limit}
            """;

    private static final Field TIMESTAMP =
            Field.instant("timestamp", "Midnight UTC of the reference date.").from("ts");
    private static final Field INDICATOR =
            Field.text("indicator", "Stable identifier, such as `taxa_selic`; survives the source's renamings.");
    private static final Field VALUE = Field.number("value", "The figure, in the indicator's unit.");

    private static final List<Field> FIELDS = List.of(
            Field.text("name", "The source's own label."),
            VALUE,
            Field.text("displayValue", "The figure as the source printed it."),
            Field.date("updatedAt", "Reference date of the figure; domestic rates lag one session.")
                    .from("ts"),
            TIMESTAMP,
            INDICATOR,
            Field.text(
                    "unit",
                    "What the figure counts: PERCENT_A_YEAR, PERCENT_A_DAY, BRL_PER_USD, BRL_PER_1000_USD or UNKNOWN."),
            Field.text("group", "The source's group; null when it has none.")
                    .from("indicator_group")
                    .orNull(),
            Field.whole("code", "The source's own number of the series; null when it has none.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    private static final Parameter NAMED = Parameter.read(
                    "indicator",
                    text -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(name -> name.matches("[a-z0-9_]{2,64}")),
                    "identifiers such as taxa_selic: 2 to 64 letters, digits and underscores",
                    "taxa_selic")
            .means("Identifier of the indicator, in any case.")
            .severalAllowed()
            .onKey("indicator in (:indicator)");

    static final Query INDICATORS = new Query(
            Datasets.INDICATORS,
            Datasets.INDICATORS.path(),
            "Financial indicators, newest reference date first, then by identifier.",
            SQL,
            FIELDS,
            List.of(NAMED, Range.FROM, Range.TO, Range.AS_OF, Range.LIMIT, Range.CURSOR),
            Order.newestThen("indicator"));

    static final Query DAILY = new Query(
            Datasets.INDICATORS,
            "/indicators/daily",
            "The figures of the indicators alone, newest reference date first, then by identifier.",
            SQL,
            List.of(TIMESTAMP, INDICATOR, VALUE),
            List.of(NAMED, Range.FROM, Range.TO, Range.AS_OF, Range.LIMIT.otherwise("180"), Range.CURSOR),
            Order.newestThen("indicator"));

    private IndicatorsQuery() {}
}
