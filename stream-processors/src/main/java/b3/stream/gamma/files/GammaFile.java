package b3.stream.gamma.files;

import b3.stream.gamma.inputs.BusinessDays;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.inputs.GammaSettings.AmericanPuts;
import b3.stream.gamma.result.GammaResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chain as a text that a person can write, and its levels as JSON. Knows texts, not files: the caller reads and prints.
 *
 * <p>Both formats evaluate American options as European, and publish the profile at 19 prices between 0.80 and 1.20 of
 * the spot price. A row with a fault is left out and listed under {@code excluded}; a text that cannot be understood as
 * a whole is refused with one line that says where, what was expected and what was seen.
 *
 * <h2>JSON</h2>
 *
 * <pre>
 * {"underlying": "PETR4", "valuation_date": "2025-04-10", "spot": 32.17, "model": "bsm", "rate": 0.144, "q": 0.0,
 *  "hedge_multiplier": 1, "tick": 0.01, "config": {"oi_basis": "oi_uncovered"},
 *  "expiries": [{"expiry": "2025-04-17", "t": 0.0198, "df": 0.9973, "forward": 32.26}],
 *  "options": [{"ticker": "PETRD240", "type": "C", "style": "A", "strike": 23.45, "expiry": "2025-04-17",
 *               "oi": 1000, "multiplier": 1, "iv": null, "price": 8.83}]}
 * </pre>
 *
 * {@code model} is {@code black76} (forward fixed as time passes) or {@code bsm} (spot price fixed). An expiry that is
 * not listed, or a {@code t}, {@code df} or {@code forward} that is missing, follows from {@code rate} and {@code q} as
 * in {@link FlatCarry}. {@code tick} (of the file, or of one option) is the rounding of the premiums; without it they
 * are taken to be exact. {@code config} may set {@code oi_basis} (which column is the open interest), {@code iv_min} and
 * {@code iv_max}. A missing {@code hedge_multiplier} leaves the figures in contracts out of the result.
 *
 * <h2>CSV</h2>
 *
 * A header line, then one line a series, separated by commas, decimals with a point: {@code
 * ticker,type,style,strike,expiry,oi,multiplier,iv,price} and optionally {@code oi_uncovered} and {@code tick}.
 * {@code type} C or P; {@code style} A or E; {@code expiry} yyyy-mm-dd; {@code iv} 0.155 for 15.5 %; {@code iv} and
 * {@code price} may be empty. Everything else comes with {@link CsvMarket}.
 */
public final class GammaFile {
    private static final List<Double> MOVES = List.of(
            0.80, 0.85, 0.90, 0.925, 0.95, 0.96, 0.97, 0.98, 0.99, 1.00, 1.01, 1.02, 1.03, 1.04, 1.05, 1.075, 1.10,
            1.15, 1.20);

    /** European formulas for every option, profile at the 19 prices of the file format. */
    static final GammaSettings SETTINGS =
            GammaSettings.DEFAULT.with(AmericanPuts.EUROPEAN_APPROXIMATION).withProfileMoves(MOVES);

    private GammaFile() {}

    /** A text that is not a chain; the message is one line. */
    public static final class UnreadableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * What a CSV does not say.
     *
     * @param underlying name of the underlying
     * @param valuationDate the day from which time to expiry is counted
     * @param spot price of the underlying, points
     * @param rate interest a year of 252 business days, compounded (0.144 = 14.4 %)
     * @param model what stays fixed as time passes
     * @param forwards forwards by expiry, points; others are carried from the spot price
     * @param tick rounding of the premiums, points; null: exact, or given by the column
     * @param hedgeMultiplier BRL per point of the hedge contract; null: no figures in contracts
     */
    public record CsvMarket(
            String underlying,
            LocalDate valuationDate,
            double spot,
            double rate,
            Model model,
            Map<LocalDate, Double> forwards,
            @Nullable Double tick,
            @Nullable Double hedgeMultiplier) {
        public CsvMarket {
            forwards = Map.copyOf(forwards);
            if (!(spot > 0 && Double.isFinite(spot))) {
                throw new UnreadableException("spot: expected a positive number, saw " + spot);
            }
            if (!(rate > -1 && Double.isFinite(rate))) {
                throw new UnreadableException("rate: expected a fraction a year above -1, saw " + rate);
            }
        }

        /** A stock: forwards carried from the spot price, no tick, no hedge contract. */
        public static CsvMarket of(double spot, LocalDate valuationDate, double rate) {
            return new CsvMarket("", valuationDate, spot, rate, Model.SPOT, Map.of(), null, null);
        }
    }

    /**
     * Reads the input part of a JSON chain; {@code expected} is ignored.
     *
     * @throws UnreadableException if the text as a whole makes no sense
     */
    public static GammaInputs readJson(String json, BusinessDays days) {
        return new JsonChain(days).read(json);
    }

    /**
     * Reads a CSV chain.
     *
     * @throws UnreadableException if the text as a whole makes no sense
     */
    public static GammaInputs readCsv(String csv, CsvMarket market, BusinessDays days) {
        return new CsvChain(market, days).read(csv);
    }

    /**
     * The levels of all expiries on the total basis: {@code levels, totals, regime, flips, coverage, excluded,
     * per_strike, per_expiry, profile, per_option}. Totals are sums over the rows used, hence 0.0 if there are none.
     */
    public static String write(GammaResult result) {
        return new JsonLevels(result).toText();
    }
}
