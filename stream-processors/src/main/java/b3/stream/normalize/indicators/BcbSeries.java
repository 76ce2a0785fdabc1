package b3.stream.normalize.indicators;

import b3.schema.Provenance;
import b3.schema.document.Reason;
import b3.schema.indicators.Indicator;
import b3.schema.indicators.Indicator.Unit;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One SGS series of the central bank that is an indicator here. Series 1178 and 4389 are the same facts as the exchange's
 * own {@code taxa_selic} and {@code taxa_cdi_cetip}; 432 is the target, another figure. The closing PTAX has the same
 * record whether it comes as a series or as a bulletin.
 *
 * @param number the bank's number
 * @param slug the indicator
 * @param name the bank's name
 * @param unit what it counts
 */
record BcbSeries(long number, String slug, String name, Unit unit) {

    /** Closing PTAX, selling side. */
    static final BcbSeries PTAX_SELL =
            new BcbSeries(1, "ptax_venda", "Dólar PTAX, fechamento, venda", Unit.BRL_PER_USD);

    /** Closing PTAX, buying side. */
    static final BcbSeries PTAX_BUY =
            new BcbSeries(10813, "ptax_compra", "Dólar PTAX, fechamento, compra", Unit.BRL_PER_USD);

    private static final BcbSeries CDI_OF_MONTH =
            new BcbSeries(4392, "taxa_cdi_mes", "CDI acumulada no mês, anualizada base 252", Unit.PERCENT_A_YEAR);

    private static final List<BcbSeries> KNOWN = List.of(
            PTAX_SELL,
            PTAX_BUY,
            new BcbSeries(11, "taxa_selic_dia", "Selic, taxa diária", Unit.PERCENT_A_DAY),
            new BcbSeries(12, "taxa_cdi_dia", "CDI, taxa diária", Unit.PERCENT_A_DAY),
            new BcbSeries(432, "taxa_selic_meta", "Meta Selic definida pelo Copom", Unit.PERCENT_A_YEAR),
            new BcbSeries(1178, "taxa_selic", "Selic anualizada base 252", Unit.PERCENT_A_YEAR),
            new BcbSeries(4389, "taxa_cdi_cetip", "CDI anualizada base 252", Unit.PERCENT_A_YEAR),
            CDI_OF_MONTH);

    private static final Pattern NUMBER = Pattern.compile("sgs[._-]?(\\d{1,9})(?!\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CDI_FILE = Pattern.compile("sgs[._-]cdi", Pattern.CASE_INSENSITIVE);

    /**
     * The series of a document: {@code bcdata.sgs.<n>} in its address, {@code sgs_<n>} in its file name; a file named
     * {@code sgs_cdi} with the first days of two months or more is series 4392, the only monthly CDI known here.
     *
     * @throws UnreadableDocumentException if the name tells no series, or one that is not known
     */
    static BcbSeries of(String url, JsonNode items) {
        Matcher number = NUMBER.matcher(url);
        if (number.find()) {
            long wanted = Long.parseLong(number.group(1));
            for (BcbSeries series : KNOWN) {
                if (series.number == wanted) {
                    return series;
                }
            }
        } else if (CDI_FILE.matcher(url).find() && isMonthly(items)) {
            return CDI_OF_MONTH;
        }
        throw new UnreadableDocumentException(
                Reason.UNREADABLE_DOCUMENT,
                "an SGS document does not name its series: expected bcdata.sgs.<n> or sgs_<n> in the address, n one of "
                        + KNOWN.stream().map(BcbSeries::number).toList() + ", saw " + url);
    }

    /**
     * This series' figure of one day.
     *
     * @throws b3.stream.normalize.UnreadableFieldException if it is an amount of a day before the real
     */
    Indicator indicator(LocalDate session, BigDecimal figure, Provenance provenance) {
        Real.check("date", session, unit);
        String display = figure.stripTrailingZeros().toPlainString();
        return new Indicator(slug, name, session, figure.doubleValue(), display, unit, null, number, provenance);
    }

    private static boolean isMonthly(JsonNode items) {
        Set<String> months = new HashSet<>();
        for (JsonNode item : items) {
            String date = JsonDocument.text(item.path("data"));
            if (!date.startsWith("01/") || !months.add(date)) {
                return false;
            }
        }
        return months.size() > 1;
    }
}
