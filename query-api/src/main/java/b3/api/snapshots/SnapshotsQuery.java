package b3.api.snapshots;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import java.util.List;

/** What {@code GET /snapshots} asks the database. */
final class SnapshotsQuery {

    private static final String SQL = """
            select ts, instrument, contract_month, price_settlement, price_settlement_prev, status, source, known_at,
                document
            from (
                select *, row_number() over (
                    partition by ts, instrument order by source_rank, known_at desc) place
                from b3_snapshots_log
                where {inside})
            where place = 1 {outside}
            order by ts desc, instrument
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.text("instrument", "Commodity code, such as DOL."),
            Field.text("contractMonth", "Month code of the front contract, such as H25."),
            Field.number("priceSettlement", "Settlement price, in the unit of the adjustment."),
            Field.number("priceSettlementPrev", "Previous settlement price; null when the adjustment has none.")
                    .orNull(),
            Field.text("status", "Status of the adjustment: `ajustado` or `preliminar`."),
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.date("session", "The session that the price settles.").from("ts"),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query SNAPSHOTS = new Query(
                    Datasets.SNAPSHOTS,
                    Datasets.SNAPSHOTS.path(),
                    "Latest settlement of the instruments that are looked at first.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.code("instrument", "[A-Z0-9]{2,12}", "commodity codes such as DI1", "DOL")
                                    .means("Commodity code, in any case.")
                                    .severalAllowed()
                                    .onKey("instrument in (:instrument)"),
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
