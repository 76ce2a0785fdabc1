package b3.stream.gammalevels;

import java.util.Map;

/** Sees what the calculations of levels do, to count it; called on the stream thread. */
public interface GammaObserver {

    /** An observer that does nothing. */
    GammaObserver NONE = new GammaObserver() {};

    /**
     * The state after a round of calculations.
     *
     * @param made calculations of this round
     * @param nanos what the round took
     * @param pending calculations that are still to be made
     * @param failed calculations that have failed on the inputs that they have
     * @param stores about how many entries each store has
     */
    record Round(int made, long nanos, int pending, int failed, Map<String, Long> stores) {}

    /** A round of calculations has ended. */
    default void round(Round round) {}

    /** A message became a dead letter. */
    default void deadLetter() {}

    /** The published records were left as they are, because the inputs of their calculation have been deleted. */
    default void forgotten() {}
}
