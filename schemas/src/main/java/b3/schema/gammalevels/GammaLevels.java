package b3.schema.gammalevels;

import static b3.schema.columns.Code.LEVELS;
import static b3.schema.columns.Code.SCOPE;
import static b3.schema.columns.Descriptions.CHARM;
import static b3.schema.columns.Descriptions.GEX;
import static b3.schema.columns.Descriptions.HAS_REASON;
import static b3.schema.columns.Descriptions.OF_VENDOR;
import static b3.schema.columns.Descriptions.OI_BASIS;
import static b3.schema.columns.Descriptions.VANNA;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gamma levels of one instrument at one moment. An unknown figure is null and {@code reasons} has the code for it; it is
 * never 0. Levels are prices of {@code inputs.referenceInstrument}; exposures are BRL, gamma exposure per 1 % move.
 */
public record GammaLevels(
        @Column(
                value = "Instrument of the levels, such as DOL, IBOV or PETR4; of a vendor's levels the vendor's key",
                key = true,
                distinct = 4096,
                code = LEVELS)
        String instrument,

        @Column(
                value = "Who made the levels: `computed` here, or `site` for a vendor",
                key = true,
                name = "level_source",
                oneOf = "computed site")
        String source,

        @Column(
                value = "Expiries covered: ALL, NEXT, 0DTE, EX_NEXT or EXPIRY: and a date; a vendor's levels have ALL",
                key = true,
                distinct = 4096,
                code = SCOPE)
        String scope,

        @Column(value = OI_BASIS, key = true, oneOf = "TOTAL UNCOVERED")
        String oiBasis,

        @Column("Session of the open interest; of a vendor's levels the day they state or were read, in São Paulo")
        LocalDate session,

        @Column(
                value =
                        "Moment of the reference price, UTC; 19:00 in São Paulo for the levels of a session's end; the session's midnight UTC for a vendor's without a time",
                key = true,
                name = "ts")
        Instant asOf,

        @Column(value = "`sucesso` when there is any level, `falha` when there is none", oneOf = "sucesso falha")
        String status,

        @Nested("The prices that matter") Levels levels,

        @Nested(value = "Sums behind the levels", orNull = OF_VENDOR) @Nullable
        Exposures exposures,

        @Column(value = "How complete the inputs were", orNull = OF_VENDOR, oneOf = "OK PARTIAL UNAVAILABLE") @Nullable
        String quality,

        @Column(
                "Code of the reason, by name of each column that is null; of a vendor's levels LEGACY_NA where the vendor says N/A and NOT_GIVEN where it says nothing")
        Map<String, String> reasons,

        @Column(value = "What the figures were computed from: enough to compute them again", orNull = OF_VENDOR)
        @Nested(value = "What the figures were computed from", orNull = OF_VENDOR)
        @Nullable
        Inputs inputs,

        @Column(value = "The part of the vendor's page that states the levels", orNull = "for computed levels")
        @Nullable
        String rawPayload,

        Provenance provenance)
        implements MarketRecord {

    /** {@link #source} of computed records. */
    public static final String COMPUTED = "computed";

    /** {@link #source} of a vendor's records. */
    public static final String SITE = "site";

    /**
     * The prices that matter, points of the reference instrument; null: there is none.
     */
    public record Levels(
            @Column(
                    value = "Strike of the largest call exposure at or above the reference price",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double callWall,

            @Column(
                    value = "Strike of the largest put exposure at or below the reference price",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double putWall,

            @Column(
                    value = "Price at which the net exposure changes sign, nearest to the reference price",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double gammaFlip,

            @Column(value = "Strike of the largest call exposure at any price", unit = "points", orNull = HAS_REASON)
            @Nullable
            Double callWallAny,

            @Column(value = "Strike of the largest put exposure at any price", unit = "points", orNull = HAS_REASON)
            @Nullable
            Double putWallAny,

            @Column(
                    value = "Strike of the largest call open interest at or above the reference price",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double callWallOi,

            @Column(
                    value = "Strike of the largest put open interest at or below the reference price",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double putWallOi,

            @Column(value = "Strike of the largest call plus put exposure", unit = "points", orNull = HAS_REASON)
            @Nullable
            Double absGammaStrike,

            @Column(value = "Strike of the largest net exposure", unit = "points", orNull = HAS_REASON) @Nullable
            Double maxPosStrike,

            @Column(value = "Strike of the lowest net exposure", unit = "points", orNull = HAS_REASON) @Nullable
            Double maxNegStrike,

            @Column(
                    value = "Sign change of the running sum over strikes, as public scrapers state it",
                    unit = "points",
                    orNull = HAS_REASON)
            @Nullable
            Double gammaFlipCumulative,

            @Column(value = "Strike at which the writers of one expiry pay least", unit = "points", orNull = HAS_REASON)
            @Nullable
            Double maxPain,

            @Column("Every price at which the repriced exposure changes sign")
            List<Flip> flips) {

        /** A vendor's three levels. */
        public static Levels of(@Nullable Double callWall, @Nullable Double putWall, @Nullable Double gammaFlip) {
            return new Levels(
                    callWall, putWall, gammaFlip, null, null, null, null, null, null, null, null, null, List.of());
        }
    }

    /**
     * A sign change of the repriced exposure.
     */
    public record Flip(
            @JsonPropertyDescription("Price of the sign change, in points.")
            double price,

            @JsonPropertyDescription("UP: short gamma below and long above; DOWN: the reverse.")
            String direction,

            @JsonPropertyDescription("Distance from the reference price, in percent of that price.")
            double distancePct,

            @JsonPropertyDescription(
                    "Distance from the reference price, in expected moves; null when no expected move is known.")
            @Nullable
            Double distanceEm) {}

    /**
     * Sums over the rows in scope; null: nothing could be summed.
     */
    public record Exposures(
            @Column(
                    value = "Exposure of calls minus that of puts under the sign convention",
                    unit = GEX,
                    orNull = HAS_REASON)
            @Nullable
            Double netGex,

            @Column(value = "Gamma exposure of the calls", unit = GEX, orNull = HAS_REASON) @Nullable
            Double callGex,

            @Column(value = "Gamma exposure of the puts", unit = GEX, orNull = HAS_REASON) @Nullable
            Double putGex,

            @Column(value = "Sum of the absolute exposures", unit = GEX, orNull = HAS_REASON) @Nullable
            Double grossGex,

            @Column(value = "Net over gross exposure, -1 to 1", orNull = HAS_REASON) @Nullable
            Double gammaTilt,

            @Column(value = "Exposure of puts over that of calls", orNull = HAS_REASON) @Nullable
            Double putCallGammaRatio,

            @Column(
                    value = "Hedge contracts for a move of 1 %",
                    unit = "contracts",
                    orNull = HAS_REASON,
                    name = "net_contracts_per_1pct")
            @Nullable
            Double netContractsPer1Pct,

            @Column(value = "Delta exposure", unit = "BRL", orNull = HAS_REASON) @Nullable
            Double dex,

            @Column(value = "Change of the delta exposure with volatility", unit = VANNA, orNull = HAS_REASON) @Nullable
            Double vanna,

            @Column(value = "Change of the delta exposure with time", unit = CHARM, orNull = HAS_REASON) @Nullable
            Double charm,

            @Column(value = "Sign of the net exposure at the reference price", oneOf = "POSITIVE NEGATIVE NEUTRAL N/A")
            String regime,

            @Column(
                    value = "At-the-money volatility of the nearest expiry: 0.155 is 15.5 %",
                    unit = "decimal",
                    orNull = HAS_REASON)
            @Nullable
            Double atmVol,

            @Column(value = "Expected move of the nearest expiry", unit = "points", orNull = HAS_REASON) @Nullable
            Double expectedMove,

            @Column(value = "Share of the gross exposure that expires next, 0 to 1", orNull = HAS_REASON) @Nullable
            Double nextExpiryShare) {}

    /**
     * What the figures were computed from: enough to compute them again.
     */
    public record Inputs(
            @Column(
                    value = "Instrument whose price `spot` is; the underlying itself when none is known",
                    distinct = 4096)
            String referenceInstrument,

            @Column(value = "Reference price", unit = "points", orNull = "when none is known") @Nullable
            Double spot,

            @Column(value = "Whether the price is that of a closed session or of a moment", oneOf = "SETTLEMENT LIVE")
            String anchor,

            @Column("Day from which time to expiry is counted")
            LocalDate valuationDate,

            @Column("Session of the open interest") LocalDate oiDate,

            @JsonPropertyDescription("Where the forwards come from.")
            List<String> forwardSources,

            @JsonPropertyDescription("How many rows have their volatility from which source.")
            Map<String, Integer> ivSourceCounts,

            @JsonPropertyDescription("Codes of what limits the figures, such as STALE_SURFACE.")
            List<String> flags,

            @Column(value = "Usable share of the open interest, 0 to 1", orNull = "when there is no open interest")
            @Nullable
            Double oiCoverage,

            @Column(value = "Rows of the chain that the scope covers", unit = "rows")
            int rowsIn,

            @Column(value = "Rows that entered the figures", unit = "rows")
            int rowsUsed,

            @Column(value = "Version of the definitions", distinct = 64)
            String methodVersion,

            @Column("Which options the dealers are assumed to hold and to have written")
            String signConvention,

            @JsonPropertyDescription("Version of the business-day calendar.")
            String calendarVersion,

            @JsonPropertyDescription("Input name to its session and document hash.")
            Map<String, String> sources) {}

    @Override
    @JsonIgnore
    public Instant ts() {
        return asOf;
    }
}
