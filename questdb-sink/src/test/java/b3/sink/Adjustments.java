package b3.sink;

import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settlement prices for the integration tests. */
final class Adjustments {

    static final LocalDate SESSION = LocalDate.of(2025, 1, 2);
    static final Instant KNOWN = Instant.parse("2025-01-02T22:00:00.123456Z");

    private Adjustments() {}

    static Adjustment of(String instrument, String month, LocalDate session, double price) {
        return of(instrument, month, session, price, "b3-price-report", KNOWN);
    }

    static Adjustment of(
            String instrument, String month, LocalDate session, double price, String source, Instant knownAt) {
        return of(instrument, month, session, price, null, null, source, knownAt);
    }

    static Adjustment of(
            String instrument,
            String month,
            LocalDate session,
            double price,
            @Nullable Double rate,
            @Nullable Long openInterest,
            String source,
            Instant knownAt) {
        return new Adjustment(
                instrument,
                month,
                session,
                price,
                null,
                null,
                null,
                Adjustment.Unit.PU,
                rate,
                null,
                openInterest,
                "ajustado",
                new Provenance(source, knownAt, "document"));
    }

    /** Many records of one instrument, each with a key of its own. */
    static List<Adjustment> many(String instrument, int count) {
        List<Adjustment> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(of(instrument, "M" + i % 50, SESSION.plusDays(i / 50), i + 0.5));
        }
        return many;
    }
}
