package b3.stream.normalize.corporateactions;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Every payment in cash of one company since it is listed, {@code GetListedCashDividends} of
 * {@code https://sistemaswebb3-listados.b3.com.br/listedCompaniesPage/}: UTF-8 JSON, an object with the paging and a list,
 * newest first; or an array of such objects, one a page.
 *
 * <table>
 *   <caption>Fields of {@code results}</caption>
 *   <tr><td>{@code typeStock}</td><td>class: ON, PN, PNA, UNT</td></tr>
 *   <tr><td>{@code corporateAction}</td><td>DIVIDENDO, JRS CAP PROPRIO (interest on capital), RENDIMENTO or REST CAP DIN
 *       (capital given back)</td></tr>
 *   <tr><td>{@code dateApproval}</td><td>dd/MM/yyyy</td></tr>
 *   <tr><td>{@code lastDatePriorEx}</td><td>dd/MM/yyyy, last session with the right; {@code lastDateTimePriorEx} repeats
 *       it</td></tr>
 *   <tr><td>{@code valueCash}</td><td>BRL before tax, decimal comma, for as many shares as {@code ratio} says</td></tr>
 *   <tr><td>{@code ratio}</td><td>1 or 1000, also {@code 1,0} or {@code 1.000,00}</td></tr>
 *   <tr><td>{@code closingPricePriorExDate}</td><td>last price with the right, BRL, decimal comma, for as many shares as
 *       {@code quotedPerShares} says; empty or 0 while that day is ahead. {@code dateClosingPricePriorExDate} is its
 *       day</td></tr>
 *   <tr><td>{@code quotedPerShares}</td><td>1 or 1000</td></tr>
 *   <tr><td>{@code corporateActionPrice}</td><td>the payment in percent of that price. It shows whether both units are read
 *       rightly: a row that is off by a factor of two is rejected</td></tr>
 * </table>
 *
 * <p>The document does not name its company. The part that was asked for does, or the name of an imported file, {@code
 * GetListedCashDividends_ABEV.json}. A document with fewer rows than {@code totalRecords} is cut off and refused.
 *
 * <p>Two rows may differ in nothing but the value, and instalments are equal rows: each is a payment. Payments of before
 * July 1994 are in older money and rejected, and so are those of before 2000, which the calendars do not know.
 *
 * <pre>{@code
 * {"page":{"pageNumber":1,"pageSize":100,"totalRecords":1,"totalPages":1},"results":[
 *   {"typeStock":"ON","dateApproval":"09/12/2021","valueCash":"0,1334","ratio":"1","corporateAction":"DIVIDENDO",
 *    "lastDatePriorEx":"17/12/2021","dateClosingPricePriorExDate":"17/12/2021","closingPricePriorExDate":"16,07",
 *    "quotedPerShares":"1","corporateActionPrice":"0,830118","lastDateTimePriorEx":"2021-12-17T00:00:00"}]}
 * }</pre>
 */
public final class B3CashDividendsNormalizer implements Normalizer {

    private static final String EXPECTED = "the JSON of GetListedCashDividends";
    private static final Pattern NAMED_FILE = Pattern.compile("_([A-Z][A-Z0-9]{3})(?![A-Z0-9])");
    private static final Pattern CLASS = Pattern.compile("[A-Z]{2}[A-Z0-9]{0,4}");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final double PERCENT = 100;

    @Override
    public Normalized normalize(RawScrape document) {
        JsonNode root = JsonDocument.read(document, EXPECTED);
        List<JsonNode> pages =
                root.isArray() ? StreamSupport.stream(root.spliterator(), false).toList() : List.of(root);
        checkWhole(pages);
        String company = company(document);
        DocumentRows rows = DocumentRows.of(document);
        Payments payments = new Payments(rows);
        for (JsonNode page : pages) {
            payments.read(
                    page.path("results"),
                    B3CashDividendsNormalizer::payment,
                    "typeStock",
                    "corporateAction",
                    "lastDatePriorEx");
        }
        payments.finish(company);
        return rows.finish(null);
    }

    private static void checkWhole(List<JsonNode> pages) {
        int expected = -1;
        int seen = 0;
        for (JsonNode page : pages) {
            JsonNode total = page.path("page").path("totalRecords");
            if (!page.path("results").isArray() || !total.isInt()) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        "expected " + EXPECTED + " with results and page.totalRecords, saw " + page.getNodeType()
                                + " with " + page.propertyNames());
            }
            if (expected >= 0 && expected != total.intValue()) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        "pages of different lists: expected totalRecords " + expected + ", saw " + total.intValue());
            }
            expected = total.intValue();
            seen += page.path("results").size();
        }
        if (seen != expected) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected " + Math.max(expected, 1) + " results, saw " + seen);
        }
    }

    private static String company(RawScrape document) {
        if (document.part() != null) {
            return document.part();
        }
        Matcher file = NAMED_FILE.matcher(document.url());
        if (!file.find()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "the document does not name its company: expected a part, or a file name such as"
                            + " GetListedCashDividends_ABEV.json, saw " + document.url());
        }
        return file.group(1);
    }

    private static Payment payment(JsonNode row) {
        String shareClass = Payment.required(row, "typeStock");
        if (!CLASS.matcher(shareClass).matches()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "typeStock: expected a class such as ON, saw \"" + shareClass + "\"");
        }
        BigDecimal value = perShare(Payment.figure(row, "valueCash"), row, "ratio");
        BigDecimal price = price(row);
        checkPercentage(row, value, price);
        return new Payment(
                shareClass,
                Payment.kind(row, "corporateAction"),
                Payment.session(row, "lastDatePriorEx"),
                Payment.date(row, "dateApproval"),
                value,
                null,
                price,
                null,
                null);
    }

    private static @Nullable BigDecimal price(JsonNode row) {
        BigDecimal price = optional(row, "closingPricePriorExDate");
        return price == null ? null : perShare(price, row, "quotedPerShares");
    }

    private static void checkPercentage(JsonNode row, BigDecimal value, @Nullable BigDecimal price) {
        BigDecimal printed = optional(row, "corporateActionPrice");
        if (printed == null || price == null) {
            return;
        }
        double percentage = PERCENT * value.doubleValue() / price.doubleValue();
        if (percentage > 2 * printed.doubleValue() || 2 * percentage < printed.doubleValue()) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    "corporateActionPrice: expected " + value.toPlainString() + " in percent of "
                            + price.toPlainString() + ", saw " + printed.toPlainString());
        }
    }

    /** A figure for one share or for a thousand, as another field says, for one. */
    private static BigDecimal perShare(BigDecimal figure, JsonNode row, String field) {
        BigDecimal shares = BrazilianFormat.decimalComma(field, Payment.required(row, field));
        if (shares.compareTo(BigDecimal.ONE) == 0) {
            return figure;
        }
        if (shares.compareTo(THOUSAND) == 0) {
            return Payment.plain(figure.movePointLeft(3));
        }
        throw new UnreadableFieldException(
                Reason.INCONSISTENT_ROW, field + ": expected 1 or 1000 shares, saw " + shares.toPlainString());
    }

    /** A figure; null for none and for zero, which stands for none. */
    private static @Nullable BigDecimal optional(JsonNode row, String field) {
        String text = JsonDocument.text(row.path(field));
        BigDecimal figure = text.isEmpty() ? BigDecimal.ZERO : BrazilianFormat.decimalComma(field, text);
        return figure.signum() == 0 ? null : figure;
    }
}
