package b3.stream.normalize.corporateactions;

import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Isin;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Recent events of one company, {@code GetListedSupplementCompany} of
 * {@code https://sistemaswebb3-listados.b3.com.br/listedCompaniesPage/}: UTF-8 JSON, an array of one object. Of it the
 * issuing code {@code code} and the list {@code cashDividends} are read; {@code stockDividends} and {@code subscriptions}
 * are not payments in cash.
 *
 * <table>
 *   <caption>Fields of {@code cashDividends}</caption>
 *   <tr><td>{@code isinCode}</td><td>number of the shares, which tells their class: {@code BRABEVACNOR1} is ON</td></tr>
 *   <tr><td>{@code label}</td><td>kind, in the words of {@link B3CashDividendsNormalizer}</td></tr>
 *   <tr><td>{@code approvedOn}, {@code lastDatePrior}</td><td>dd/MM/yyyy, approval and last session with the right</td></tr>
 *   <tr><td>{@code rate}</td><td>BRL before tax for one share, decimal comma, eleven decimals</td></tr>
 *   <tr><td>{@code paymentDate}</td><td>dd/MM/yyyy; empty, or a date beyond the calendars, while it is not decided</td></tr>
 *   <tr><td>{@code relatedTo}</td><td>what the payment is for, {@code Anual/2021}; may be empty</td></tr>
 * </table>
 *
 * <p>{@code rate} has no unit of its own: it is for one share since {@code quotedPerSharSince}, and a row of before that day
 * is rejected. Events leave the document after some time, while the whole list keeps them.
 *
 * <pre>{@code
 * [{"tradingName":"AMBEV S/A   ","code":"ABEV","quotedPerSharSince":"01/11/2013","cashDividends":[
 *   {"assetIssued":"BRABEVACNOR1","paymentDate":"30/12/2021","rate":"0,13340000000","relatedTo":"Anual/2021",
 *    "approvedOn":"09/12/2021","isinCode":"BRABEVACNOR1","label":"DIVIDENDO","lastDatePrior":"17/12/2021","remarks":""}],
 *   "stockDividends":[],"subscriptions":[]}]
 * }</pre>
 */
public final class B3CompanySupplementNormalizer implements Normalizer {

    private static final String EXPECTED = "the JSON of GetListedSupplementCompany";
    private static final Pattern COMPANY = Pattern.compile("[A-Z][A-Z0-9]{3}");

    @Override
    public Normalized normalize(RawScrape document) {
        JsonNode root = JsonDocument.read(document, EXPECTED);
        JsonNode events = root.path(0).path("cashDividends");
        if (!root.isArray() || root.size() != 1 || !(events.isArray() || events.isNull())) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected " + EXPECTED + ", an array of one object with cashDividends, saw " + root.getNodeType()
                            + " of " + root.size());
        }
        String company = company(root.path(0), document.part());
        String since = JsonDocument.text(root.path(0).path("quotedPerSharSince"));
        DocumentRows rows = DocumentRows.of(document);
        Payments payments = new Payments(rows);
        payments.read(events, row -> payment(row, since), "isinCode", "label", "lastDatePrior");
        payments.finish(company);
        return rows.finish(null);
    }

    private static String company(JsonNode supplement, @Nullable String part) {
        String code = JsonDocument.text(supplement.path("code"));
        if (!COMPANY.matcher(code).matches() || (part != null && !part.equals(code))) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "code: expected " + (part == null ? "an issuing code such as ABEV" : part) + ", saw \"" + code
                            + "\"");
        }
        return code;
    }

    private static Payment payment(JsonNode row, String since) {
        String isin = Payment.required(row, "isinCode");
        String shareClass = Isin.shareClass(isin)
                .orElseThrow(() -> new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD,
                        "isinCode: expected the number of shares such as BRABEVACNOR1, saw \"" + isin + "\""));
        LocalDate session = Payment.session(row, "lastDatePrior");
        if (!since.isEmpty() && session.isBefore(BrazilianFormat.date("quotedPerSharSince", since))) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    "lastDatePrior: expected a day from quotedPerSharSince " + since
                            + " on, since when rates are for one share, saw " + session);
        }
        String relatedTo = JsonDocument.text(row.path("relatedTo"));
        return new Payment(
                shareClass,
                Payment.kind(row, "label"),
                session,
                Payment.date(row, "approvedOn"),
                Payment.figure(row, "rate"),
                paymentDate(row),
                null,
                isin,
                relatedTo.isEmpty() ? null : relatedTo);
    }

    private static @Nullable LocalDate paymentDate(JsonNode row) {
        String text = JsonDocument.text(row.path("paymentDate"));
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = BrazilianFormat.date("paymentDate", text);
        return date.isAfter(TradingCalendar.LAST_DAY) ? null : date;
    }
}
