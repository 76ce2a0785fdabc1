package b3.stream.normalize.indicators;

import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.indicators.Indicator;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The exchange's financial indicators, {@code GetFinancialIndicators} of
 * {@code https://sistemaswebb3-derivativos.b3.com.br/financialIndicatorsPage/?language=pt-br}: UTF-8 JSON, an array of
 * about seven objects.
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>{@code securityIdentificationCode}</td><td>the series' number; beyond 32 bits since SOFR</td></tr>
 *   <tr><td>{@code description}</td><td>label; renamed over the years, see {@link IndicatorName}</td></tr>
 *   <tr><td>{@code groupDescription}</td><td>group</td></tr>
 *   <tr><td>{@code value}, {@code rate}</td><td>the figure in one of them, decimal comma; the other is {@code ""}</td></tr>
 *   <tr><td>{@code lastUpdate}</td><td>dd/MM/yyyy, the reference date of this item: items lag one another</td></tr>
 * </table>
 *
 * <p>Which of {@code value} and {@code rate} is filled says nothing about the unit: SOFR is a rate in {@code value}, the
 * spot-future roll an amount in {@code rate}. An item with both or with none is rejected. The document's session is the
 * items' date when they share one.
 *
 * <pre>{@code
 * [{"securityIdentificationCode":10014464,"description":"DIF OPER CASADA - COMPRA",
 *   "groupDescription":"TAXAS DE CÂMBIO","value":"","rate":"31,25","lastUpdate":"06/01/2025"}]
 * }</pre>
 */
public final class B3IndicatorsNormalizer implements Normalizer {

    private static final String EXPECTED = "a JSON array of financial indicators";

    @Override
    public Normalized normalize(RawScrape document) {
        JsonNode items = JsonDocument.read(document, EXPECTED);
        if (!items.isArray() || items.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected " + EXPECTED + ", saw " + items.getNodeType() + " of " + items.size());
        }
        DocumentRows rows = DocumentRows.of(document);
        Set<LocalDate> sessions = new HashSet<>();
        int position = 0;
        for (JsonNode item : items) {
            position++;
            String where = "item " + position + " " + JsonDocument.text(item.path("description"));
            try {
                Indicator indicator = read(item, rows.provenance());
                sessions.add(indicator.session());
                rows.add(indicator, where);
            } catch (UnreadableFieldException e) {
                rows.reject(where, e);
            }
        }
        return rows.finish(sessions.size() == 1 ? sessions.iterator().next() : null);
    }

    private static Indicator read(JsonNode item, Provenance provenance) {
        String label = required(item, "description");
        String value = JsonDocument.text(item.path("value"));
        String rate = JsonDocument.text(item.path("rate"));
        if (value.isEmpty() == rate.isEmpty()) {
            throw new UnreadableFieldException(
                    value.isEmpty() ? Reason.MISSING_FIELD : Reason.INCONSISTENT_ROW,
                    "expected either value or rate, saw value \"" + value + "\" and rate \"" + rate + "\"");
        }
        String column = value.isEmpty() ? "rate" : "value";
        Long code = code(item.path("securityIdentificationCode"));
        IndicatorName name = IndicatorName.of(label, code);
        if (name.slug().isEmpty()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "description: expected a label, saw \"" + label + "\"");
        }
        LocalDate day = BrazilianFormat.date("lastUpdate", required(item, "lastUpdate"));
        Real.check("lastUpdate", day, name.unit());
        String group = JsonDocument.text(item.path("groupDescription"));
        return new Indicator(
                name.slug(),
                label,
                day,
                figure(column, item.path(column)).doubleValue(),
                value + rate,
                name.unit(),
                group.isEmpty() ? null : group,
                code,
                provenance);
    }

    private static BigDecimal figure(String column, JsonNode value) {
        return value.isNumber()
                ? BrazilianFormat.exact(column, JsonDocument.number(column, value))
                : BrazilianFormat.decimalComma(column, JsonDocument.text(value));
    }

    private static @Nullable Long code(JsonNode value) {
        String text = JsonDocument.text(value);
        return text.isEmpty() ? null : BrazilianFormat.whole("securityIdentificationCode", text);
    }

    private static String required(JsonNode item, String field) {
        String text = JsonDocument.text(item.path(field));
        if (text.isEmpty()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, field + ": expected a text, saw none");
        }
        return text;
    }
}
