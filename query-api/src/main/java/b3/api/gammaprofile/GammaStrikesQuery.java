package b3.api.gammaprofile;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import java.util.List;

/** What {@code GET /gamma-strikes} and {@code GET /gamma-levels/{instrument}/strikes} ask the database. */
final class GammaStrikesQuery {

    private static final String SQL = """
            select ts, instrument, scope, oi_basis, session, strike, call_gex, put_gex, net_gex, call_oi, put_oi, dex, vanna, charm,
                source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, instrument, scope, oi_basis, strike
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "Moment of the reference price, as in the levels.")
                    .from("ts"),
            Field.text("instrument", "As in the levels."),
            Field.text("scope", "Expiries covered."),
            Field.text("oiBasis", "Open interest used: TOTAL or UNCOVERED."),
            Field.date("session", "Session of the open interest."),
            Field.number("strike", "Points of the reference instrument."),
            Field.number("callGex", "Calls, BRL per 1 %."),
            Field.number("putGex", "Puts, BRL per 1 %."),
            Field.number("netGex", "Calls minus puts under the sign convention, BRL per 1 %."),
            Field.number("callOi", "Open calls, contracts; shares for options on shares."),
            Field.number("putOi", "Open puts, contracts; shares for options on shares."),
            Field.number("dex", "Delta exposure, BRL."),
            Field.number("vanna", "BRL of delta per volatility point."),
            Field.number("charm", "BRL of delta per business day."),
            Field.instant("knownAt", "Latest knowledge among the inputs, UTC."),
            Field.text("document", "SHA-256 of the inputs."));

    static final Query GAMMA_STRIKES = new Query(
                    Datasets.GAMMA_STRIKES,
                    Datasets.GAMMA_STRIKES.path(),
                    "Exposures by strike behind the newest gamma levels.",
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
                    Order.newestThen("instrument", "scope", "oi_basis", "strike"))
            .answeringLatest("ts", "instrument", "scope", "oi_basis");

    static final Query OF_INSTRUMENT = GAMMA_STRIKES.at(
            "/gamma-levels/{instrument}/strikes",
            "Exposures by strike behind the newest gamma levels of one instrument, with those levels.");

    private GammaStrikesQuery() {}
}
