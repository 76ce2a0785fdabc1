package b3.stream.normalize.indicators;

import b3.schema.indicators.Indicator.Unit;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stable identifier behind a label of the exchange, and what the indicator counts.
 *
 * <p>Labels are renamed ({@code TAXA SELIC - (a.a.)}, {@code TAXA SELIC}), and a series is followed by another one
 * ({@code TAXA LIBOR} by {@code TAXA SOFR}), which is another rate and another identifier. So the exchange's number for
 * the series decides only as long as the label still names the rate; then a known label decides; any other label becomes
 * its own identifier, by the same rule always: accents off, lower case, every run of other characters one underscore.
 *
 * @param slug the identifier
 * @param unit what the figure counts
 */
record IndicatorName(String slug, Unit unit) {

    private record Known(String slug, Unit unit, @Nullable Long code, String word, Pattern label) {}

    private static final List<Known> KNOWN = List.of(
            known("dif_oper_casada", Unit.BRL_PER_1000_USD, 10014464L, "CASADA", "DIF OPER CASADA(?: COMPRA)?"),
            known("dolar_cupom_limpo", Unit.BRL_PER_USD, 10008989L, "CUPOM LIMPO", "DOLAR CUPOM LIMPO"),
            known(
                    "dolar_spot_1d",
                    Unit.BRL_PER_USD,
                    9800508L,
                    "1 DIA",
                    "DOLAR (?:SPOT BMF|BMF SPOT|SPOT)(?: PARA)? 1 DIA"),
            known(
                    "dolar_spot_2d",
                    Unit.BRL_PER_USD,
                    10009506L,
                    "2 DIAS",
                    "DOLAR (?:SPOT BMF|BMF SPOT|SPOT)(?: PARA)? 2 DIAS"),
            known("taxa_sofr", Unit.PERCENT_A_YEAR, 200001169997L, "SOFR", "(?:TAXA )?SOFR"),
            known("taxa_libor", Unit.PERCENT_A_YEAR, null, "LIBOR", "(?:TAXA )?LIBOR"),
            known("taxa_selic", Unit.PERCENT_A_YEAR, 9800656L, "SELIC", "(?:TAXA )?SELIC"),
            known("taxa_cdi_cetip", Unit.PERCENT_A_YEAR, 9800334L, "CDI", "(?:TAXA )?C?DI(?: CETIP)?"));

    /** The identifier of a label. */
    static IndicatorName of(String label, @Nullable Long code) {
        String folded = fold(label);
        String plain = folded.replaceFirst(" A A$", "");
        for (Known known : KNOWN) {
            boolean sameSeries = known.code() != null && known.code().equals(code) && !plain.contains("VENDA");
            if (sameSeries && plain.contains(known.word())) {
                return new IndicatorName(known.slug(), known.unit());
            }
        }
        for (Known known : KNOWN) {
            if (known.label().matcher(plain).matches()) {
                return new IndicatorName(known.slug(), known.unit());
            }
        }
        return new IndicatorName(folded.toLowerCase(Locale.ROOT).replace(' ', '_'), Unit.UNKNOWN);
    }

    private static String fold(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", " ")
                .strip();
    }

    private static Known known(String slug, Unit unit, @Nullable Long code, String word, String label) {
        return new Known(slug, unit, code, word, Pattern.compile(label));
    }
}
