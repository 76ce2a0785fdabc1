package b3.stream.gamma.result;

/** Why a row was left out, a premium gave no volatility, or a level is unknown: machine-readable, stable codes. */
public enum Reason {
    /** The series has expired on the valuation date, or its time to expiry is not positive. */
    EXPIRED,
    /** Neither a call nor a put. */
    BAD_TYPE,
    /** The strike is missing, not finite or not positive. */
    BAD_STRIKE,
    /** Payments in cash reach or exceed the strike: what the exchange makes of it is not known. */
    DIVIDEND_ABOVE_STRIKE,
    /** The expiry is missing or is not a date. */
    BAD_EXPIRY,
    /** The open interest is missing, not finite or negative. Zero is valid. */
    BAD_OI,
    /** The contract multiplier is missing, not finite or not positive. */
    BAD_MULTIPLIER,
    /** An earlier row has the same instrument id and expiry. */
    DUPLICATE,
    /** A live series of an expiry without forward and discount factor. */
    NO_FORWARD,
    /** No published volatility, no usable premium in its expiry, no surface. */
    NO_IV,

    /** No premium, or one that is not a positive number. */
    NO_PREMIUM,
    /** The premium is not above one tick: the exchange's floor, which says nothing about volatility. */
    PRICE_AT_FLOOR,
    /** The premium is not above the intrinsic value. */
    PRICE_BELOW_INTRINSIC,
    /** The premium is not below the value at infinite volatility. */
    PRICE_ABOVE_BOUND,
    /** Half a tick of premium is worth more than 5 volatility points. */
    IV_UNCERTAIN,
    /** The volatility is outside the accepted range. */
    IV_OUT_OF_RANGE,

    /** The scope has no live row. */
    NO_ROWS,
    /** All open interest in scope is zero. */
    NO_OPEN_INTEREST,
    /** No call gamma in scope. */
    NO_CALLS,
    /** No put gamma in scope. */
    NO_PUTS,
    /** Calls only below the spot price, or puts only above it. */
    NO_STRIKE_ON_SIDE,
    /** No strike has positive net gamma exposure. */
    NO_POSITIVE_STRIKE,
    /** No strike has negative net gamma exposure. */
    NO_NEGATIVE_STRIKE,
    /** The profile does not change sign between half and one and a half times the spot price. */
    NO_CROSSING,
    /** Long and short gamma cancel at every price. */
    BALANCED,
    /** The figure exists for a single expiry only. */
    SEVERAL_EXPIRIES,
    /** No contract is named to hedge with. */
    NO_HEDGE_MULTIPLIER
}
