package b3.api.gammalevels;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.contracts.Codes;
import b3.schema.gammalevels.GammaLevels;
import java.util.List;

/** What {@code GET /gamma-levels} asks the database. */
final class GammaLevelsQuery {

    private static final String SQL = """
            select ts, instrument, level_source, scope, oi_basis, session, status, quality, regime, call_wall,
                put_wall, gamma_flip, call_wall_any, put_wall_any, call_wall_oi, put_wall_oi,
                abs_gamma_strike, max_pos_strike, max_neg_strike, gamma_flip_cumulative, max_pain, net_gex,
                call_gex, put_gex, gross_gex, gamma_tilt, put_call_gamma_ratio, net_contracts_per_1pct, dex,
                vanna, charm, atm_vol, expected_move, next_expiry_share, spot, oi_coverage,
                reference_instrument, anchor, method_version, sign_convention, valuation_date, oi_date,
                rows_in, rows_used, flips, reasons, inputs, raw_payload, source, known_at, document,
                case when reference_instrument is null then null else concat('points of ', reference_instrument) end unit,
                case when inputs is null then null else 'BRL per 1 % move' end exposure_unit
            from {standing}
            where true {outside}
            order by ts desc, instrument, level_source, scope, oi_basis
            {limit}
            """;

    /** Which kind of price levels stand at. */
    private enum Anchor {
        SETTLEMENT,
        LIVE
    }

    private static final List<Field> FIELDS = List.of(
            Field.text("instrument", "Instrument of the levels; the vendor's own key for a vendor's."),
            Field.number(
                            "callWall",
                            "Strike of the largest call exposure at or above the reference price; null: see `reasons`.")
                    .orNull(),
            Field.number("putWall", "Strike of the largest put exposure at or below it; null: see `reasons`.")
                    .orNull(),
            Field.number(
                            "gammaFlip",
                            "Price nearest to the reference price at which the net exposure changes sign; null: see `reasons`.")
                    .orNull(),
            Field.text("status", "`sucesso` when there is any level, `falha` when there is none."),
            Field.instant(
                            "timestamp",
                            "Moment of the reference price, UTC; 19:00 in São Paulo for the levels of a session's end.")
                    .from("ts"),
            Field.text("source", "`computed`, or `site` for a vendor's levels.").from("level_source"),
            Field.text("scope", "Expiries covered."),
            Field.text("oiBasis", "Open interest used: TOTAL or UNCOVERED."),
            Field.date("session", "Session of the open interest; for a vendor's levels the day they were read."),
            Field.text("unit", "Unit of the levels; null for a vendor's, who does not say.")
                    .orNull(),
            Field.text("exposureUnit", "Unit of the gamma exposures; null for a vendor's levels.")
                    .orNull(),
            Field.text("quality", "OK, PARTIAL or UNAVAILABLE; null for a vendor's levels.")
                    .orNull(),
            Field.object("reasons", "Field in snake case to the code of why it is null."),
            Field.text("regime", "POSITIVE, NEGATIVE, NEUTRAL or N/A: sign of the net exposure; null for a vendor's.")
                    .orNull(),
            Field.number("callWallAny", "Strike of the largest call exposure anywhere; null: see `reasons`.")
                    .orNull(),
            Field.number("putWallAny", "Strike of the largest put exposure anywhere; null: see `reasons`.")
                    .orNull(),
            Field.number(
                            "callWallOi",
                            "Strike of the largest call open interest at or above the reference price; null: see `reasons`.")
                    .orNull(),
            Field.number("putWallOi", "Strike of the largest put open interest at or below it; null: see `reasons`.")
                    .orNull(),
            Field.number("absGammaStrike", "Strike of the largest call plus put exposure; null: see `reasons`.")
                    .orNull(),
            Field.number("maxPosStrike", "Strike of the largest net exposure; null: see `reasons`.")
                    .orNull(),
            Field.number("maxNegStrike", "Strike of the lowest net exposure; null: see `reasons`.")
                    .orNull(),
            Field.number(
                            "gammaFlipCumulative",
                            "Sign change of the running sum over strikes, as public scrapers state it; null: see `reasons`.")
                    .orNull(),
            Field.number("maxPain", "Strike at which the writers pay least, of one expiry; null: see `reasons`.")
                    .orNull(),
            Field.list("flips", "Every sign change: price, direction UP or DOWN, distancePct, distanceEm."),
            Field.number("netGex", "Calls minus puts under the sign convention, BRL per 1 %; null: see `reasons`.")
                    .orNull(),
            Field.number("callGex", "Calls, BRL per 1 %; null: see `reasons`.").orNull(),
            Field.number("putGex", "Puts, BRL per 1 %; null: see `reasons`.").orNull(),
            Field.number("grossGex", "Absolute sum, BRL per 1 %; null: see `reasons`.")
                    .orNull(),
            Field.number("gammaTilt", "Net over gross, -1 to 1; null: see `reasons`.")
                    .orNull(),
            Field.number("putCallGammaRatio", "Puts over calls; null: see `reasons`.")
                    .orNull(),
            Field.number("netContractsPer1Pct", "Hedge contracts per 1 % move; null: see `reasons`.")
                    .from("net_contracts_per_1pct")
                    .orNull(),
            Field.number("dex", "Delta exposure, BRL; null: see `reasons`.").orNull(),
            Field.number("vanna", "BRL of delta per volatility point; null: see `reasons`.")
                    .orNull(),
            Field.number("charm", "BRL of delta per business day; null: see `reasons`.")
                    .orNull(),
            Field.number("atmVol", "At-the-money volatility of the nearest expiry, decimal; null: see `reasons`.")
                    .orNull(),
            Field.number("expectedMove", "Expected move of the nearest expiry, points; null: see `reasons`.")
                    .orNull(),
            Field.number("nextExpiryShare", "Share of the gross exposure that expires next; null: see `reasons`.")
                    .orNull(),
            Field.number("spot", "Reference price, points; null: see `reasons`.")
                    .orNull(),
            Field.number("oiCoverage", "Usable share of the open interest, 0 to 1; null: see `reasons`.")
                    .orNull(),
            Field.text("referenceInstrument", "Instrument whose price `spot` is; null for a vendor's levels.")
                    .orNull(),
            Field.text("anchor", "SETTLEMENT of a closed session, or LIVE; null for a vendor's levels.")
                    .orNull(),
            Field.date("valuationDate", "Day from which time to expiry counts; null for a vendor's levels.")
                    .orNull(),
            Field.date("oiDate", "Session of the open interest; null for a vendor's levels.")
                    .orNull(),
            Field.whole("rowsIn", "Rows of the chain in scope; null for a vendor's levels.")
                    .orNull(),
            Field.whole("rowsUsed", "Rows that entered the figures; null for a vendor's levels.")
                    .orNull(),
            Field.text("methodVersion", "Version of the definitions; null for a vendor's levels.")
                    .orNull(),
            Field.text("signConvention", "Dealer signs in words; null for a vendor's levels.")
                    .orNull(),
            Field.object(
                            "inputs",
                            "What the figures were computed from, with sessions and hashes; null for a vendor's.")
                    .orNull(),
            Field.text("rawPayload", "The vendor's fragment, whole; null for computed levels.")
                    .orNull(),
            Field.text("feed", "Feed of a vendor's levels, or `computed`.").from("source"),
            Field.instant("knownAt", "Latest knowledge among the inputs, UTC."),
            Field.text("document", "SHA-256 of the document or of the inputs."));

    static final Query GAMMA_LEVELS = new Query(
                    Datasets.GAMMA_LEVELS,
                    Datasets.GAMMA_LEVELS.path(),
                    "Gamma levels, computed and a vendor's side by side.",
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
                            Parameter.oneOf("source", List.of(GammaLevels.COMPUTED, GammaLevels.SITE))
                                    .means("Computed levels or a vendor's; both when left out.")
                                    .onKey("level_source = :source"),
                            Parameter.oneOf("anchor", Anchor.class)
                                    .means("Levels of a session's end or of moments; the newest of both when left out.")
                                    .onValue("anchor = :anchor"),
                            Range.SESSION_OF_LEVELS,
                            Range.FROM,
                            Range.TO,
                            Range.AS_OF,
                            Range.LIMIT,
                            Range.CURSOR),
                    Order.newestThen("instrument", "level_source", "scope", "oi_basis"))
            .answeringLatest("ts", "instrument", "level_source", "scope", "oi_basis");

    private GammaLevelsQuery() {}
}
