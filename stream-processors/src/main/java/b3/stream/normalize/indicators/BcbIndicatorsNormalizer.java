package b3.stream.normalize.indicators;

import b3.schema.calendar.TradingCalendar;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Central bank figures, second source of the indicators, in two kinds of JSON that are told apart by their shape.
 *
 * <p><b>SGS</b>, {@code https://api.bcb.gov.br/dados/serie/bcdata.sgs.<n>/dados…}: an array, newest first for
 * {@code /ultimos/N} and oldest first for a range of dates; {@code data} dd/MM/yyyy, {@code valor} a text with a decimal
 * point. The document does not name its series: {@link BcbSeries} finds it in the address or file name. Series 432 (the
 * Selic target) reaches weeks ahead, up to the next meeting; a figure dated after the day of the fetch in São Paulo is no
 * figure of that day yet and is left out without a rejection.
 *
 * <pre>{@code [{"data":"06/01/2025","valor":"12.15"},{"data":"03/01/2025","valor":"12.15"}]}</pre>
 *
 * <p>Amounts of days before the real are rejected ({@link Real}).
 *
 * <p><b>PTAX</b>, Olinda services {@code CotacaoMoedaDia} and {@code CotacaoDolarDia/Periodo}: an object with the
 * bulletins in {@code value}. Of a day's bulletins only the closing one, {@code Fechamento PTAX} or {@code Fechamento}, is
 * the indicator, {@code ptax_venda} and {@code ptax_compra}; the fourth bulletin carries the same minute, and
 * {@code Fechamento Interbancário} of the years to 2011 is another rate. Services without {@code tipoBoletim} serve the
 * closing bulletin only. The day is the date in {@code dataHoraCotacao}. A day without bulletins, or before the closing
 * one, yields nothing. An address that asks for another currency, or a parity other than 1, is not the dollar.
 *
 * <pre>{@code
 * {"value":[{"paridadeCompra":1.0,"paridadeVenda":1.0,"cotacaoCompra":6.1010,"cotacaoVenda":6.1016,
 *   "dataHoraCotacao":"2025-01-06 13:04:27.1","tipoBoletim":"Fechamento PTAX"}]}
 * }</pre>
 */
public final class BcbIndicatorsNormalizer implements Normalizer {

    private static final String EXPECTED = "SGS or PTAX JSON of the central bank";
    private static final Set<String> CLOSING = Set.of("Fechamento PTAX", "Fechamento");
    private static final Pattern CURRENCY = Pattern.compile("@\\w+=(?:'|%27)([A-Za-z]{3})(?:'|%27)");

    @Override
    public Normalized normalize(RawScrape document) {
        JsonNode root = JsonDocument.read(document, EXPECTED);
        DocumentRows rows = DocumentRows.of(document);
        Set<LocalDate> sessions = new HashSet<>();
        if (root.isArray()) {
            readSeries(root, document, rows, sessions);
        } else if (root.path("value").isArray()) {
            checkDollar(document.url());
            readBulletins(root.path("value"), rows, sessions);
        } else {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected " + EXPECTED + ", saw " + root.getNodeType() + " with " + root.propertyNames());
        }
        return rows.finish(sessions.size() == 1 ? sessions.iterator().next() : null);
    }

    private static void readSeries(JsonNode items, RawScrape document, DocumentRows rows, Set<LocalDate> sessions) {
        BcbSeries series = BcbSeries.of(document.url(), items);
        LocalDate fetched = LocalDate.ofInstant(document.fetchedAt(), TradingCalendar.SAO_PAULO);
        int position = 0;
        for (JsonNode item : items) {
            position++;
            String where = "item " + position + " " + JsonDocument.text(item.path("data"));
            try {
                LocalDate session = BrazilianFormat.date("data", JsonDocument.text(item.path("data")));
                BigDecimal figure = figure("valor", item);
                if (!session.isAfter(fetched)) {
                    sessions.add(session);
                    rows.add(series.indicator(session, figure, rows.provenance()), where);
                }
            } catch (UnreadableFieldException e) {
                rows.reject(where, e);
            }
        }
    }

    private static void readBulletins(JsonNode bulletins, DocumentRows rows, Set<LocalDate> sessions) {
        int position = 0;
        for (JsonNode bulletin : bulletins) {
            position++;
            String kind = JsonDocument.text(bulletin.path("tipoBoletim"));
            if (kind.isEmpty() || CLOSING.contains(kind)) {
                String where = "bulletin " + position + " " + JsonDocument.text(bulletin.path("dataHoraCotacao"));
                try {
                    LocalDate session = day(JsonDocument.text(bulletin.path("dataHoraCotacao")));
                    checkParity(bulletin);
                    BigDecimal sell = figure("cotacaoVenda", bulletin);
                    BigDecimal buy = figure("cotacaoCompra", bulletin);
                    rows.add(BcbSeries.PTAX_SELL.indicator(session, sell, rows.provenance()), where);
                    rows.add(BcbSeries.PTAX_BUY.indicator(session, buy, rows.provenance()), where);
                    sessions.add(session);
                } catch (UnreadableFieldException e) {
                    rows.reject(where, e);
                }
            }
        }
    }

    private static void checkDollar(String url) {
        Matcher currency = CURRENCY.matcher(url);
        if (currency.find() && !currency.group(1).equalsIgnoreCase("USD")) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected PTAX of the dollar, saw " + currency.group(1) + " asked for");
        }
    }

    private static void checkParity(JsonNode bulletin) {
        for (String parity : new String[] {"paridadeCompra", "paridadeVenda"}) {
            if (bulletin.has(parity) && figure(parity, bulletin).compareTo(BigDecimal.ONE) != 0) {
                throw new UnreadableFieldException(
                        Reason.INCONSISTENT_ROW,
                        parity + ": expected 1, which only the dollar has, saw "
                                + ExactJson.shortly(bulletin.path(parity)));
            }
        }
    }

    private static BigDecimal figure(String column, JsonNode item) {
        JsonNode value = item.path(column);
        if (value.isNumber()) {
            return BrazilianFormat.exact(column, JsonDocument.number(column, value));
        }
        String text = JsonDocument.text(value);
        if (text.isEmpty()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, column + ": expected a figure, saw none");
        }
        return BrazilianFormat.decimalPoint(column, text);
    }

    private static LocalDate day(String moment) {
        try {
            return LocalDate.parse(moment.substring(0, Math.min(10, moment.length())));
        } catch (DateTimeParseException e) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "dataHoraCotacao: expected yyyy-MM-dd HH:mm:ss, saw \"" + moment + "\"");
        }
    }
}
