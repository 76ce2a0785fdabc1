package b3.schema.adjustments;

import static b3.schema.columns.Code.COMMODITY;
import static b3.schema.columns.Code.CONTRACT_MONTH;
import static b3.schema.columns.Descriptions.AS_UNIT;
import static b3.schema.columns.Descriptions.NOT_GIVEN;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settlement price of one futures contract in one session (B3: <i>preço de ajuste</i>).
 */
public record Adjustment(
        @Column(
                value = "Commodity code of the contract, such as DI1 or DOL",
                key = true,
                distinct = 1024,
                code = COMMODITY)
        String instrument,

        @Column(
                value = "Month letter and two-digit year, such as F27",
                key = true,
                distinct = 1024,
                code = CONTRACT_MONTH)
        String contractMonth,

        @Column(value = "The session that the price settles, a day in São Paulo", key = true)
        LocalDate session,

        @Column(value = "Settlement price", unit = AS_UNIT) double priceSettlement,

        @Column(
                value =
                        "Settlement price of the previous session as this document gives it; for contracts quoted by rate the source adds the day's interest",
                unit = AS_UNIT,
                orNull = NOT_GIVEN)
        @Nullable
        Double pricePrev,

        @Column(
                value = "Settlement price minus the previous one",
                unit = AS_UNIT,
                orNull = "when there is no previous price")
        @Nullable
        Double change,

        @Column(value = "Amount that one contract pays for the change, without sign", unit = "BRL", orNull = NOT_GIVEN)
        @Nullable
        Double valuePerContract,

        @Column(
                "Unit of the price: POINTS of the contract's own quotation, PU (present value of 100,000 points) or RATE (percent a year)")
        Unit unit,

        @Column(
                value = "Settlement rate",
                unit = "percent a year",
                orNull = "for contracts that are not quoted by rate")
        @Nullable
        Double rate,

        @Column(value = "Previous settlement rate", unit = "percent a year", orNull = NOT_GIVEN) @Nullable
        Double ratePrev,

        @Column(value = "Open contracts at the end of the session", unit = "contracts", orNull = NOT_GIVEN) @Nullable
        Long openInterest,

        @Column(
                value = "`ajustado`: a published settlement price; `preliminar`: from a partial file",
                oneOf = "ajustado preliminar")
        String status,

        Provenance provenance)
        implements MarketRecord {

    /** What a settlement price counts. */
    public enum Unit {
        /** Points of the contract's own quotation (DOL: BRL per USD 1,000; IND: index points). */
        POINTS,
        /** Unit price: present value of a notional of 100,000 points (DI1, DDI, DAP). */
        PU,
        /** Percent a year. */
        RATE
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("priceSettlement", priceSettlement);
        if (pricePrev != null) {
            figures.put("pricePrev", pricePrev);
        }
        return figures;
    }
}
