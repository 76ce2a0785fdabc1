package b3.schema.contracts;

/**
 * What a code may look like before anything is known of it: patterns for input from outside. What the exchange's tickers
 * mean is in {@link FutureTicker}, {@link OptionTicker} and {@link Share}.
 */
public final class Codes {

    /** A product, an index, a share or its root, the asset of a surface: {@code DOL}, {@code PETR4}. */
    public static final String UNDERLYING = "[A-Z0-9]{2,12}";

    /** Anything that is listed: {@code DOLH25}, {@code PETRC400}. */
    public static final String TICKER = "[A-Z0-9]{2,24}";

    /** What gamma levels are of, vendors' own names included: {@code DOL}, {@code ES_SP500}. */
    public static final String LEVELS = "[A-Z0-9_]{2,24}";

    private Codes() {}
}
