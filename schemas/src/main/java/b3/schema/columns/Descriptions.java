package b3.schema.columns;

/** Words of column descriptions that several records share. */
public final class Descriptions {

    /** Why a nullable column of a source's figures is null. */
    public static final String NOT_GIVEN = "when the source gives none";

    /** Unit of premiums and strikes. */
    public static final String AS_UNDERLYING = "in the underlying's quotation";

    /** Unit of figures whose unit is in the column {@code unit}. */
    public static final String AS_UNIT = "as `unit` says";

    /** Underlying of a book of an option chain. */
    public static final String BOOK_OF =
            "Underlying of the options, such as DOL, IBOV or PETR4; the root alone, such as PETR, where the source gives no"
                    + " more than the root. A book of the root covers PETR3 and PETR4, so join it by ticker";

    /** Ticker of an option series. */
    public static final String SERIES = "Code that the exchange gives to the series and uses again in later years";

    /** Moment of a quote. */
    public static final String QUOTED_AT = "Moment of a quote within the session, UTC";

    /** Why a row has no moment of a quote. */
    public static final String NOT_QUOTED = "for the prices of the session as a whole";

    /** Instrument of gamma levels. */
    public static final String LEVELS_OF = "Instrument of the levels";

    /** Scope of gamma levels. */
    public static final String EXPIRIES = "Expiries that the levels cover";

    /** Open interest behind gamma levels. */
    public static final String OI_BASIS = "Open interest used: TOTAL, or that of UNCOVERED writers alone";

    /** Session of the open interest. */
    public static final String OI_SESSION = "Session of the open interest";

    /** Moment of gamma levels. */
    public static final String LEVELS_AT = "Moment of the reference price, UTC";

    /** Unit of gamma exposures. */
    public static final String GEX = "BRL per 1 %";

    /** Unit of vanna. */
    public static final String VANNA = "BRL per volatility point";

    /** Unit of charm. */
    public static final String CHARM = "BRL per business day";

    /** Unit of open interest. */
    public static final String POSITIONS = "contracts; shares for options on shares";

    /** When a figure of gamma levels is null. */
    public static final String HAS_REASON = "with a code in `reasons`";

    /** When computed levels have what a vendor's lack. */
    public static final String OF_VENDOR = "for a vendor's levels";

    private Descriptions() {}
}
