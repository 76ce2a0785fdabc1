package b3.api.gammaprofile;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import java.util.List;

/** What {@code GET /gamma-profile} and {@code GET /gamma-levels/{instrument}/profile} ask the database. */
final class GammaProfileQuery {

    private static final String SQL = """
            select ts, instrument, scope, oi_basis, session, price, net_gex, gross_gex,
                source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, instrument, scope, oi_basis, price
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "Moment of the reference price, as in the levels.")
                    .from("ts"),
            Field.text("instrument", "As in the levels."),
            Field.text("scope", "Expiries covered."),
            Field.text("oiBasis", "Open interest used: TOTAL or UNCOVERED."),
            Field.date("session", "Session of the open interest."),
            Field.number("price", "Points of the reference instrument."),
            Field.number("netGex", "Exposure if the price moved there now, BRL per 1 %."),
            Field.number("grossGex", "Absolute sum there, BRL per 1 %."),
            Field.instant("knownAt", "Latest knowledge among the inputs, UTC."),
            Field.text("document", "SHA-256 of the inputs."));

    static final Query GAMMA_PROFILE = new Query(
                    Datasets.GAMMA_PROFILE,
                    Datasets.GAMMA_PROFILE.path(),
                    "Exposure repriced over a range of prices behind the newest gamma levels.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.code("instrument", Codes.LEVELS, "codes of instruments such as DOL", "DOL")
                                    .means("Instrument of the levels, in any case.")
                                    .severalAllowed()
                                    .onKey("instrument in (:instrument)"),
                            Parameter.code(
                                            "scope",
                                            "ALL|NEXT|0DTE|EX_NEXT|EXPIRY:\\d{4}-\\d{2}-\\d{2}",
                                            "ALL, NEXT, 0DTE, EX_NEXT or EXPIRY:2025-03-05",
                                            "ALL")
                                    .means("Expiries covered, in any case.")
                                    .severalAllowed()
                                    .onKey("scope in (:scope)")
                                    .otherwise("ALL"),
                            Parameter.code("oiBasis", "TOTAL|UNCOVERED", "TOTAL or UNCOVERED", "TOTAL")
                                    .means("Open interest used: all, or only that of uncovered writers.")
                                    .severalAllowed()
                                    .onKey("oi_basis in (:oiBasis)")
                                    .otherwise("TOTAL"),
                            Range.SESSION_OF_LEVELS,
                            Range.AS_OF),
                    Order.newestThen("instrument", "scope", "oi_basis", "price"))
            .answeringLatest("ts", "instrument", "scope", "oi_basis");

    static final Query OF_INSTRUMENT = GAMMA_PROFILE.at(
            "/gamma-levels/{instrument}/profile",
            "Exposure repriced over a range of prices behind the newest gamma levels of one instrument, with those levels.");

    private GammaProfileQuery() {}
}
