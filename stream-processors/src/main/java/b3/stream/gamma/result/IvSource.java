package b3.stream.gamma.result;

/** Where a row's volatility comes from. */
public enum IvSource {
    /** Published by the exchange. */
    GIVEN,
    /** Inverted from the row's own premium. */
    PRICE,
    /** Inverted from the premium of the other side of the same strike and expiry. */
    PAIR,
    /** Linear in the strike between volatilities of the same expiry, flat outside. */
    SMILE,
    /** The exchange's delta surface. */
    SURFACE,
    /** The flat volatility of the inputs. */
    FLAT
}
