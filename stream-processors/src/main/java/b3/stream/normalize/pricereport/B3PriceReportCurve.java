package b3.stream.normalize.pricereport;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.FutureTicker;
import b3.schema.contracts.Product;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The curve that the settlement rates of the one-day interbank futures make: a vertex at each expiry of DI1, percent a
 * year over 252 business days, as {@code AdjstdQtTax} states it. It replaces the curve PRE until the exchange's file of
 * curves has arrived.
 */
public final class B3PriceReportCurve implements PriceReportDataset {

    /** Code of the curve, and of the futures that make it. */
    public static final String CURVE = "DI1";

    private static final String RATE = "AdjstdQtTax";

    @Override
    public Set<String> figures() {
        return Set.of(RATE);
    }

    @Override
    public void read(PriceReportRow row, DocumentRows into) {
        Optional<FutureTicker> contract = FutureTicker.parse(row.ticker())
                .filter(future -> future.product().equals(CURVE));
        String rate = row.figure(RATE);
        if (contract.isEmpty() || rate == null) {
            return;
        }
        try {
            double value = BrazilianFormat.decimalPoint(RATE, rate).doubleValue();
            into.gathering(Curve.class, Curve::new)
                    .add(row.tradeDate(), contract.get().month(), value);
        } catch (UnreadableFieldException e) {
            into.reject(row.where(), e);
        }
    }

    private static final class Curve implements DocumentRows.Gathering {

        private record Settled(LocalDate expiry, double rate) {}

        private final List<Settled> settled = new ArrayList<>();
        private @Nullable LocalDate session;

        void add(LocalDate tradeDate, ContractMonth month, double rate) {
            LocalDate expiry =
                    Product.of(CURVE).expiry(month, BusinessDays.latest()).orElseThrow();
            session = tradeDate;
            settled.add(new Settled(expiry, rate));
        }

        @Override
        public void finish(DocumentRows rows) {
            LocalDate tradeDate = session;
            if (tradeDate != null) {
                List<RatesCurve.Vertex> vertices = settled.stream()
                        .map(each -> vertex(tradeDate, each))
                        .sorted(Comparator.comparingInt(RatesCurve.Vertex::businessDays))
                        .toList();
                rows.add(
                        new RatesCurve(CURVE, tradeDate, "DI1 settlement rates", vertices, rows.provenance()),
                        "contracts DI1");
            }
        }

        private static RatesCurve.Vertex vertex(LocalDate session, Settled settled) {
            int days = BusinessDays.knownOn(session).between(session, settled.expiry());
            int calendarDays = Math.toIntExact(settled.expiry().toEpochDay() - session.toEpochDay());
            return new RatesCurve.Vertex(days, calendarDays, settled.rate(), false);
        }
    }
}
