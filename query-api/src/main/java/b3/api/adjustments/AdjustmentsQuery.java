package b3.api.adjustments;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.Codes;
import java.util.List;

/** What {@code GET /adjustments} asks the database. */
final class AdjustmentsQuery {

    /** A contract month sorts by year, then letter, which is the calendar's order: {@code F27} as {@code 27F27}. */
    private static final String SQL = """
            select ts, instrument, contract_month, price_settlement, price_prev, status, change, value_per_contract, unit,
                rate, rate_prev, open_interest, source, known_at, document, month
            from (select *, concat(right(contract_month, 2), contract_month) month from {standing})
            where true {outside}
            order by ts desc, instrument, month
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text("instrument", "Commodity code of the contract, such as DI1 or DOL."),
            Field.text("contractMonth", "Month letter and two-digit year, such as F27."),
            Field.number("priceSettlement", "Settlement price, in `unit`."),
            Field.number(
                            "pricePrev",
                            "Previous session's settlement price, in `unit`; null when the source gives none.")
                    .orNull(),
            Field.text("status", "`ajustado`: a published settlement price; `preliminar`: from a partial file."),
            Field.date("session", "The session that the price settles, a day in São Paulo.")
                    .from("ts"),
            Field.number("change", "Settlement minus previous, in `unit`; null when there is no previous price.")
                    .orNull(),
            Field.number(
                            "valuePerContract",
                            "What one contract pays for the change, BRL, without sign; null when the source gives none.")
                    .orNull(),
            Field.text(
                    "unit",
                    "What the price counts: POINTS of the contract's own quotation, PU (present value of 100,000 points)"
                            + " or RATE (percent a year)."),
            Field.number("rate", "Settlement rate, percent a year; null for contracts that are not quoted by rate.")
                    .orNull(),
            Field.number("ratePrev", "Previous settlement rate, percent a year; null when the source gives none.")
                    .orNull(),
            Field.whole("openInterest", "Open contracts at the end of the session; null when the source gives none.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query ADJUSTMENTS = new Query(
            Datasets.ADJUSTMENTS,
            Datasets.ADJUSTMENTS.path(),
            "Settlement prices of futures, newest session first, then by instrument and contract month.",
            SQL,
            FIELDS,
            List.of(
                    Parameter.code(
                                    "instrument",
                                    "(?!ALL$)" + Codes.UNDERLYING,
                                    "a commodity code of 2 to 12 letters and digits such as DI1 (leave the parameter out"
                                            + " for all)",
                                    "DI1")
                            .means("Commodity code, in any case.")
                            .severalAllowed()
                            .onKey("instrument in (:instrument)"),
                    Parameter.code(
                                    "contract",
                                    ContractMonth.PATTERN,
                                    "a month letter of FGHJKMNQUVXZ and a two-digit year, such as F27",
                                    "F27")
                            .means("Contract month, in any case.")
                            .onKey("contract_month = :contract"),
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("instrument", "month"));

    private AdjustmentsQuery() {}
}
