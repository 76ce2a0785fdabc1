package b3.api.snapshots;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.snapshots.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code GET /snapshots} asks the database. */
final class SnapshotsQuery {

    private static final String SQL = """
            select ts, kind, instrument, name, contract_month, expiry, unit, status, value, display_value,
                case when kind = 'FUTURE' then value end price_settlement, previous price_settlement_prev, source,
                known_at, document
            from {standing}
            where true {outside}
            order by ts desc, instrument
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.text("instrument", "Commodity code of a future, such as DOL; identifier of an indicator."),
            Field.text("contractMonth", "Month code of a future's front contract, such as H25; null for an indicator.")
                    .orNull(),
            Field.number("priceSettlement", "Settlement price of a future, in `unit`; null for an indicator.")
                    .orNull(),
            Field.number("priceSettlementPrev", "Previous settlement price; null when there is none.")
                    .orNull(),
            Field.text("status", "Of a future: `ajustado` or `preliminar`; null for an indicator.")
                    .orNull(),
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.date("session", "The session that the price settles; reference date of an indicator.")
                    .from("ts"),
            Field.text("kind", "FUTURE or INDICATOR."),
            Field.number("value", "The figure of either kind, in `unit`."),
            Field.text("unit", "What the figure counts: PU, POINTS, PERCENT_A_YEAR, BRL_PER_USD and so on."),
            Field.date("expiry", "Day on which the front contract expires; null for an indicator.")
                    .orNull(),
            Field.text("name", "The source's own label of an indicator; null for a future.")
                    .orNull(),
            Field.text("displayValue", "The figure as the indicator's source printed it; null for a future.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    private static final Parameter INSTRUMENT = Parameter.read(
                    "instrument",
                    text -> Optional.of(text.toUpperCase(Locale.ROOT)).filter(name -> name.matches("[A-Z0-9_]{2,64}")),
                    "commodity codes such as DI1 and identifiers of indicators such as taxa_selic",
                    "DOL")
            .means("Commodity code or identifier of an indicator, in any case.")
            .severalAllowed()
            .onKey("upper(instrument) in (:instrument)");

    static final Query SNAPSHOTS = new Query(
                    Datasets.SNAPSHOTS,
                    Datasets.SNAPSHOTS.path(),
                    "Latest figures of futures, by their front contract, and of indicators.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.oneOf("kind", Snapshot.Kind.class)
                                    .means("Futures or indicators alone.")
                                    .onValue("kind = :kind"),
                            INSTRUMENT,
                            Range.SESSION,
                            Range.FROM,
                            Range.TO,
                            Range.AS_OF,
                            Range.LIMIT,
                            Range.CURSOR),
                    Order.newestThen("instrument"))
            .answeringLatest("ts", "instrument");

    private SnapshotsQuery() {}
}
