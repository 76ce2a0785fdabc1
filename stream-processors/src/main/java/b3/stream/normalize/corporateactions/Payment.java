package b3.stream.normalize.corporateactions;

import static b3.schema.corporateactions.CorporateAction.Kind.DIVIDEND;
import static b3.schema.corporateactions.CorporateAction.Kind.INCOME;
import static b3.schema.corporateactions.CorporateAction.Kind.INTEREST_ON_CAPITAL;
import static b3.schema.corporateactions.CorporateAction.Kind.RETURN_OF_CAPITAL;

import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.corporateactions.CorporateAction.Kind;
import b3.schema.document.Reason;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of either list, read, and what the exchange's rules make of it.
 *
 * @param shareClass class of the shares
 * @param kind what is paid
 * @param session last session with the right
 * @param approved date of the approval
 * @param value what is paid for one share, BRL, before tax
 * @param paymentDate date of the payment; null when the row does not tell
 * @param priceBeforeEx last price of one share with the right, BRL; null when the row does not tell
 * @param isin number of the shares; null when the row does not tell
 * @param relatedTo what the payment is for; null when the row does not tell
 */
record Payment(
        String shareClass,
        Kind kind,
        LocalDate session,
        LocalDate approved,
        BigDecimal value,
        @Nullable LocalDate paymentDate,
        @Nullable BigDecimal priceBeforeEx,
        @Nullable String isin,
        @Nullable String relatedTo) {

    private static final Map<String, Kind> KINDS = Map.of(
            "DIVIDENDO", DIVIDEND,
            "JRS CAP PROPRIO", INTEREST_ON_CAPITAL,
            "RENDIMENTO", INCOME,
            "REST CAP DIN", RETURN_OF_CAPITAL);

    /** First day of the real; older money is worth another amount and no row says so. */
    private static final LocalDate FIRST_DAY_OF_BRL = LocalDate.of(1994, 7, 1);

    /** Interest on capital that goes ex from this day on is taken to be taxed by Complementary Law 224/2025. */
    private static final LocalDate LAW_224 = LocalDate.of(2026, 1, 1);

    private static final BigDecimal KEPT = new BigDecimal("0.85");
    private static final BigDecimal KEPT_BY_LAW_224 = new BigDecimal("0.825");

    /** What two payments have in common that nothing but a number tells apart. */
    record Likeness(String shareClass, Kind kind, LocalDate session, LocalDate approved, BigDecimal value) {}

    /** What this payment has in common with instalments of the same amount. */
    Likeness likeness() {
        return new Likeness(shareClass, kind, session, approved, value);
    }

    /** @param number 1, and from 2 on for further payments that are alike */
    CorporateAction record(String company, int number, Provenance provenance) {
        LocalDate exDate = session.equals(TradingCalendar.LAST_DAY)
                ? null
                : TradingCalendar.load().nextSession(session);
        return new CorporateAction(
                company,
                shareClass,
                kind,
                session,
                approved + "/" + value.toPlainString() + (number == 1 ? "" : "/" + number),
                approved,
                exDate,
                paymentDate,
                value.doubleValue(),
                net(exDate),
                priceBeforeEx == null ? null : priceBeforeEx.doubleValue(),
                isin,
                relatedTo,
                provenance);
    }

    private @Nullable Double net(@Nullable LocalDate exDate) {
        return switch (kind) {
            case DIVIDEND -> value.doubleValue();
            case INTEREST_ON_CAPITAL ->
                exDate == null
                        ? null
                        : value.multiply(exDate.isBefore(LAW_224) ? KEPT : KEPT_BY_LAW_224)
                                .doubleValue();
            case INCOME, RETURN_OF_CAPITAL -> null;
        };
    }

    /** The kind that a row names. */
    static Kind kind(JsonNode row, String field) {
        String word = required(row, field);
        Kind kind = KINDS.get(word);
        if (kind == null) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    field + ": expected one of "
                            + KINDS.keySet().stream().sorted().toList() + ", saw \"" + word + "\"");
        }
        return kind;
    }

    /** The last session with the right: a day that the calendars know, in the present currency. */
    static LocalDate session(JsonNode row, String field) {
        LocalDate day = date(row, field);
        if (day.isBefore(FIRST_DAY_OF_BRL)) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    field + ": expected an amount in BRL of " + FIRST_DAY_OF_BRL + " or later, saw one of " + day
                            + ", in older money");
        }
        KnownSessions.checkRow(field, day);
        return day;
    }

    /** A date that a row cannot do without. */
    static LocalDate date(JsonNode row, String field) {
        return BrazilianFormat.date(field, required(row, field));
    }

    /** A figure above zero that a row cannot do without. */
    static BigDecimal figure(JsonNode row, String field) {
        BigDecimal figure = BrazilianFormat.decimalComma(field, required(row, field));
        if (figure.signum() <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, field + ": expected a figure above 0, saw " + figure.toPlainString());
        }
        return plain(figure);
    }

    /** The figure in the one form that equal figures share. */
    static BigDecimal plain(BigDecimal figure) {
        BigDecimal stripped = figure.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The text of a field that a row cannot do without. */
    static String required(JsonNode row, String field) {
        String text = JsonDocument.text(row.path(field));
        if (text.isEmpty()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, field + ": expected a text, saw none");
        }
        return text;
    }
}
