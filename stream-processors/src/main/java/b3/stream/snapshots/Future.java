package b3.stream.snapshots;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import java.time.LocalDate;

/** The futures that can have snapshots, by commodity code, and when their contracts expire: add your line here. */
public enum Future {
    /** One-day interbank deposit. */
    DI1(Expiry.FIRST_BUSINESS_DAY),
    /** Dollar coupon. */
    DDI(Expiry.FIRST_BUSINESS_DAY),
    /** Dollar. */
    DOL(Expiry.FIRST_BUSINESS_DAY),
    /** Mini dollar. */
    WDO(Expiry.FIRST_BUSINESS_DAY),
    /** Ibovespa. */
    IND(Expiry.WEDNESDAY_NEAREST_15TH),
    /** Mini Ibovespa. */
    WIN(Expiry.WEDNESDAY_NEAREST_15TH);

    /** Which day of its month a contract expires on. */
    private enum Expiry {
        FIRST_BUSINESS_DAY,
        WEDNESDAY_NEAREST_15TH
    }

    private final Expiry expiry;

    Future(Expiry expiry) {
        this.expiry = expiry;
    }

    /** Day on which a contract expires, by the bank calendar as it was known in this session. */
    LocalDate expiry(ContractMonth month, LocalDate session) {
        return switch (expiry) {
            case FIRST_BUSINESS_DAY -> month.expiryOfDollar(BusinessDays.knownOn(session));
            case WEDNESDAY_NEAREST_15TH -> month.expiryOfIndex();
        };
    }
}
