package b3.schema.corporateactions;

import static b3.schema.columns.Code.COMPANY;
import static b3.schema.columns.Descriptions.NOT_GIVEN;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One payment in cash on one class of shares of one company: a dividend, interest on capital or the like. It is announced
 * weeks ahead, so that its session may lie in the future, and it may be cancelled, which withdraws the record.
 *
 * <p>Two payments of the same class, kind and days differ in nothing but their value, and instalments not even in that.
 * The value is therefore part of the key: another value is another payment, and the old one is withdrawn.
 */
public record CorporateAction(
        @Column(
                value = "Issuing code of the company, the root of its shares' tickers, such as PETR",
                key = true,
                distinct = 1024,
                code = COMPANY)
        String company,

        @Column(value = "Class of the shares as the exchange names it: ON, PN, PNA, UNT", key = true, distinct = 64)
        String shareClass,

        @Column(value = "What is paid", key = true) Kind kind,

        @Column(
                value =
                        "Last session whose buyers have the right to the payment, which is the record date too; in the future while the payment is only announced",
                key = true)
        LocalDate session,

        @Column(
                value =
                        "What tells it from other payments of the same class, kind and session: date of approval and value per share, such as 2021-12-09/0.1334; of equal ones the second ends in /2",
                key = true,
                distinct = 65536)
        String payment,

        @Column("Date of the approval") LocalDate approved,

        @Column(
                value = "First session without the right, on which the exchange lowers the strikes of options",
                orNull = "when it is beyond the calendars, which end in 2079")
        @Nullable
        LocalDate exDate,

        @Column(
                value = "Date of the payment",
                orNull =
                        "when it is not decided, or no longer among the company's recent events when these were first read")
        @Nullable
        LocalDate paymentDate,

        @Column(value = "What is paid for one share, before tax", unit = "BRL")
        double valuePerShare,

        @Column(
                value =
                        "What is left for one share after the tax withheld at source: all of a dividend; of interest on capital 85 %, and 82.5 % from ex-dates of 2026 on. The exchange lowers strikes by it",
                unit = "BRL",
                orNull = "for other kinds, of which the withheld part depends on the holder")
        @Nullable
        Double netValuePerShare,

        @Column(
                value = "Last price of one share with the right",
                unit = "BRL",
                orNull = "before that session's close, and when the source gives none")
        @Nullable
        Double priceBeforeEx,

        @Column(value = "International number of the shares", orNull = NOT_GIVEN) @Nullable
        String isin,

        @Column(value = "What the payment is for, in the source's words, such as Anual/2021", orNull = NOT_GIVEN)
        @Nullable
        String relatedTo,

        Provenance provenance)
        implements MarketRecord {

    /** What is paid. */
    public enum Kind {
        /** A share of the profit (<i>dividendo</i>). */
        DIVIDEND,
        /** Interest on the shareholders' capital, from which tax is withheld (<i>juros sobre capital próprio</i>). */
        INTEREST_ON_CAPITAL,
        /** Interest or other yield, often on a payment that is late (<i>rendimento</i>). */
        INCOME,
        /** Capital given back in cash (<i>restituição de capital em dinheiro</i>). */
        RETURN_OF_CAPITAL
    }
}
