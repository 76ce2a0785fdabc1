package b3.schema.gammalevels;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gamma levels of one instrument at one moment. An unknown figure is null and {@code reasons} has the code for it; it is
 * never 0. Levels are prices of {@code inputs.referenceInstrument}; exposures are BRL, gamma exposure per 1 % move.
 *
 * @param instrument {@code DOL}, {@code IBOV}, {@code PETR4}; the vendor's own key for a vendor's record
 * @param source {@code computed}, or {@code site} for a vendor's record
 * @param scope expiries covered: ALL, NEXT, 0DTE, EX_NEXT or {@code EXPIRY:date}; a vendor's record has ALL
 * @param oiBasis open interest used: TOTAL or UNCOVERED
 * @param session session of the open interest; for a vendor's record that of its own time, in São Paulo, or the session
 *     it was read for
 * @param asOf moment of the reference price, UTC; 19:00 in São Paulo for the levels of a session's end; the session's
 *     midnight UTC for a vendor's record without a time of its own
 * @param status {@code sucesso} when there is any level, {@code falha} when there is none
 * @param levels the prices that matter
 * @param exposures sums behind the levels; null for a vendor's record
 * @param quality OK, PARTIAL or UNAVAILABLE; null for a vendor's record
 * @param reasons field name in snake case to the code of why it is null; of a vendor's record LEGACY_NA where it says N/A and
 *     NOT_GIVEN where it says nothing
 * @param inputs what the figures were computed from; null for a vendor's record
 * @param rawPayload the vendor's fragment, whole; null for computed records
 * @param provenance {@code computed} and the latest knowledge among the inputs, or the vendor's document
 */
public record GammaLevels(
        String instrument,
        String source,
        String scope,
        String oiBasis,
        LocalDate session,
        Instant asOf,
        String status,
        Levels levels,
        @Nullable Exposures exposures,
        @Nullable String quality,
        Map<String, String> reasons,
        @Nullable Inputs inputs,
        @Nullable String rawPayload,
        Provenance provenance)
        implements MarketRecord {

    /** {@link #source} of computed records. */
    public static final String COMPUTED = "computed";

    /** {@link #source} of a vendor's records. */
    public static final String SITE = "site";

    /**
     * The prices that matter, points of the reference instrument; null: there is none.
     *
     * @param callWall strike of the largest call exposure at or above the reference price
     * @param putWall strike of the largest put exposure at or below it
     * @param gammaFlip price at which the net exposure changes sign, nearest to the reference price
     * @param callWallAny strike of the largest call exposure anywhere
     * @param putWallAny strike of the largest put exposure anywhere
     * @param callWallOi strike of the largest call open interest at or above the reference price
     * @param putWallOi strike of the largest put open interest at or below it
     * @param absGammaStrike strike of the largest call plus put exposure
     * @param maxPosStrike strike of the largest net exposure
     * @param maxNegStrike strike of the lowest net exposure
     * @param gammaFlipCumulative sign change of the running sum over strikes, as public scrapers state it
     * @param maxPain strike at which the writers pay least, of one expiry
     * @param flips every sign change of the repriced exposure
     */
    public record Levels(
            @Nullable Double callWall,
            @Nullable Double putWall,
            @Nullable Double gammaFlip,
            @Nullable Double callWallAny,
            @Nullable Double putWallAny,
            @Nullable Double callWallOi,
            @Nullable Double putWallOi,
            @Nullable Double absGammaStrike,
            @Nullable Double maxPosStrike,
            @Nullable Double maxNegStrike,
            @Nullable Double gammaFlipCumulative,
            @Nullable Double maxPain,
            List<Flip> flips) {

        /** A vendor's three levels. */
        public static Levels of(@Nullable Double callWall, @Nullable Double putWall, @Nullable Double gammaFlip) {
            return new Levels(
                    callWall, putWall, gammaFlip, null, null, null, null, null, null, null, null, null, List.of());
        }
    }

    /**
     * A sign change of the repriced exposure.
     *
     * @param price points
     * @param direction UP: short gamma below and long above; DOWN: the reverse
     * @param distancePct from the reference price, percent of it
     * @param distanceEm from the reference price, in expected moves; null when no expected move is known
     */
    public record Flip(
            double price,
            String direction,
            double distancePct,
            @Nullable Double distanceEm) {}

    /**
     * Sums over the rows in scope; null: nothing could be summed.
     *
     * @param netGex calls minus puts under the sign convention, BRL per 1 %
     * @param callGex calls, BRL per 1 %
     * @param putGex puts, BRL per 1 %
     * @param grossGex absolute sum, BRL per 1 %
     * @param gammaTilt net over gross, −1 to 1
     * @param putCallGammaRatio puts over calls
     * @param netContractsPer1Pct hedge contracts per 1 % move
     * @param dex delta exposure, BRL
     * @param vanna BRL of delta per volatility point
     * @param charm BRL of delta per business day
     * @param regime POSITIVE, NEGATIVE, NEUTRAL or N/A: sign of the net exposure at the reference price
     * @param atmVol at-the-money volatility of the nearest expiry, decimal: 0.155 = 15.5 %
     * @param expectedMove of the nearest expiry, points
     * @param nextExpiryShare share of the gross exposure that expires next
     */
    public record Exposures(
            @Nullable Double netGex,
            @Nullable Double callGex,
            @Nullable Double putGex,
            @Nullable Double grossGex,
            @Nullable Double gammaTilt,
            @Nullable Double putCallGammaRatio,
            @Nullable Double netContractsPer1Pct,
            @Nullable Double dex,
            @Nullable Double vanna,
            @Nullable Double charm,
            String regime,
            @Nullable Double atmVol,
            @Nullable Double expectedMove,
            @Nullable Double nextExpiryShare) {}

    /**
     * What the figures were computed from: enough to compute them again.
     *
     * @param referenceInstrument instrument whose price {@code spot} is; the underlying itself when none is known
     * @param spot reference price, points; null when none is known
     * @param anchor SETTLEMENT of a closed session, or LIVE
     * @param valuationDate day from which time to expiry is counted
     * @param oiDate session of the open interest
     * @param forwardSources where the forwards come from
     * @param ivSourceCounts rows by source of their volatility
     * @param flags what a reader must know: STALE_SURFACE, STYLE_APPROX …
     * @param oiCoverage usable share of the open interest, 0 to 1; null when there is no open interest
     * @param rowsIn rows of the chain in scope
     * @param rowsUsed rows that entered the figures
     * @param methodVersion version of the definitions
     * @param signConvention dealer signs in words
     * @param calendarVersion version of the business-day calendar
     * @param sources input name to its session and document hash
     */
    public record Inputs(
            String referenceInstrument,
            @Nullable Double spot,
            String anchor,
            LocalDate valuationDate,
            LocalDate oiDate,
            List<String> forwardSources,
            Map<String, Integer> ivSourceCounts,
            List<String> flags,
            @Nullable Double oiCoverage,
            int rowsIn,
            int rowsUsed,
            String methodVersion,
            String signConvention,
            String calendarVersion,
            Map<String, String> sources) {}

    @Override
    public String businessKey() {
        return instrument + "|" + source + "|" + scope + "|" + oiBasis + "|" + asOf;
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return asOf;
    }
}
