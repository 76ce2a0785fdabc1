package b3.stream.gamma.result;

import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The levels and totals of one scope. Prices are points of the reference instrument, exposures BRL. An unknown figure is
 * null and {@code reasons} has the code for it; it is never 0. Definitions: docs/gamma.md.
 *
 * <p>C(K) and P(K) are the absolute gamma exposures of calls and puts at strike K, S is the spot price. Ties go to the
 * strike nearest to S, then to the lower one; a strike equal to S is on both sides.
 *
 * @param scope which expiries are covered
 * @param oiBasis which open interest is used
 * @param callWall strike of the highest C(K) at or above S; null: none
 * @param putWall strike of the highest P(K) at or below S; null: none
 * @param callWallAny strike of the highest C(K); null: no call gamma
 * @param putWallAny strike of the highest P(K); null: no put gamma
 * @param callWallOi strike of the highest call open interest times multiplier at or above S; null: none
 * @param putWallOi strike of the highest put open interest times multiplier at or below S; null: none
 * @param absGammaStrike strike of the highest C(K) + P(K); null: no gamma
 * @param maxPosStrike strike of the highest net exposure; null: none is positive
 * @param maxNegStrike strike of the lowest net exposure; null: none is negative
 * @param gammaFlip the flip nearest to S in log price; null: no flip
 * @param gammaFlipCumulative where the running sum of net exposure over ascending strikes changes sign, interpolated,
 *     nearest to S; for comparison with public scrapers only; null: it does not
 * @param flips every price at which the repriced profile changes sign, ascending
 * @param netGex net gamma exposure at S, BRL of delta per 1 % move; null: no row could be used
 * @param callGex calls' part of it; null as netGex
 * @param putGex puts' part of it; null as netGex
 * @param grossGex sum of absolute exposures; null as netGex
 * @param gammaTilt net over gross, -1 to 1; null: gross is 0 or unknown
 * @param putCallGammaRatio P over C, totals; null: no call gamma
 * @param netContractsPer1Pct hedge contracts per 1 % move; null: no hedge multiplier, or netGex unknown
 * @param netContractsPerPoint hedge contracts per point of the reference instrument; null as above
 * @param dex delta exposure, BRL; null as netGex
 * @param vanna BRL of delta per volatility point; null as netGex
 * @param charm BRL of delta per business day; null as netGex
 * @param regime sign of the net exposure at S
 * @param maxPain strike at which the writers pay least; null: several expiries, or no open interest
 * @param atmVol volatility at K = F of the scope's nearest expiry (1.0 = 100 %); null: no usable row
 * @param expectedMove S sigma sqrt(T) of the scope's nearest expiry, points; null as atmVol
 * @param nextExpiryShare share of gross exposure in the scope's nearest expiry; null: gross is 0 or unknown
 * @param forwardSources where the forwards in scope come from
 * @param oiCoverage usable over valid open interest times multiplier; null: there is none
 * @param quality what the coverage means
 * @param reasons field name (snake case) to why it is null
 * @param flags what a reader must know before using the figures
 * @param rowsIn rows given for the expiries in scope, dirty ones included
 * @param rowsUsed rows that entered the figures
 * @param ivSourceCounts rows used by source of volatility
 */
public record Levels(
        Scope scope,
        OiBasis oiBasis,
        @Nullable Double callWall,
        @Nullable Double putWall,
        @Nullable Double callWallAny,
        @Nullable Double putWallAny,
        @Nullable Double callWallOi,
        @Nullable Double putWallOi,
        @Nullable Double absGammaStrike,
        @Nullable Double maxPosStrike,
        @Nullable Double maxNegStrike,
        @Nullable Double gammaFlip,
        @Nullable Double gammaFlipCumulative,
        List<Flip> flips,
        @Nullable Double netGex,
        @Nullable Double callGex,
        @Nullable Double putGex,
        @Nullable Double grossGex,
        @Nullable Double gammaTilt,
        @Nullable Double putCallGammaRatio,
        @Nullable Double netContractsPer1Pct,
        @Nullable Double netContractsPerPoint,
        @Nullable Double dex,
        @Nullable Double vanna,
        @Nullable Double charm,
        Regime regime,
        @Nullable Double maxPain,
        @Nullable Double atmVol,
        @Nullable Double expectedMove,
        @Nullable Double nextExpiryShare,
        Set<ForwardSource> forwardSources,
        @Nullable Double oiCoverage,
        Quality quality,
        Map<String, Reason> reasons,
        Set<GammaResult.Flag> flags,
        int rowsIn,
        int rowsUsed,
        Map<IvSource, Integer> ivSourceCounts) {

    public Levels {
        flips = List.copyOf(flips);
        forwardSources = Collections.unmodifiableSet(new TreeSet<>(forwardSources));
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
        ivSourceCounts = Collections.unmodifiableMap(new TreeMap<>(ivSourceCounts));
    }

    /**
     * A price at which dealers' gamma changes sign.
     *
     * @param price points
     * @param direction which way
     * @param distancePct (price/S - 1) times 100
     * @param distanceEm (price - S) in expected moves of the scope; null: no expected move is known
     * @param grossGex gross exposure at that price, BRL per 1 %
     */
    public record Flip(
            double price,
            Direction direction,
            double distancePct,
            @Nullable Double distanceEm,
            double grossGex) {}

    /** Which way gamma changes sign as the price rises. */
    public enum Direction {
        /** Short gamma below, long above. */
        UP,
        /** Long gamma below, short above. */
        DOWN
    }

    /** Sign of the net gamma exposure at the spot price. */
    public enum Regime {
        POSITIVE,
        NEGATIVE,
        /** Net is at most 1e-9 of gross. */
        NEUTRAL,
        /** No gamma at all: {@code N/A} on the wire. */
        NOT_AVAILABLE;

        /** The name on the wire. */
        public String label() {
            return this == NOT_AVAILABLE ? "N/A" : name();
        }
    }

    /** What the coverage of open interest means. */
    public enum Quality {
        /** At least 80 % of the open interest is in the figures. */
        OK,
        /** Less than that. */
        PARTIAL,
        /** None. */
        UNAVAILABLE
    }

    /** Which open interest is used. */
    public enum OiBasis {
        /** All of it. */
        TOTAL,
        /** Only that of uncovered writers, for stock options. */
        UNCOVERED
    }
}
