package b3.stream.normalize.rates;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.BrazilianFormat;
import b3.stream.normalize.DocumentRows;
import b3.stream.normalize.UnreadableFieldException;
import b3.stream.normalize.pricereport.PriceReportDataset;
import b3.stream.normalize.pricereport.PriceReportRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The curve that the settlement rates of the one-day interbank futures make: a vertex at each expiry of DI1, percent a
 * year over 252 business days, as {@code AdjstdQtTax} states it. It stands in for the curve PRE until the exchange's
 * file of curves is there.
 */
public final class B3PriceReportCurve implements PriceReportDataset {

    /** Code of the curve. */
    public static final String CURVE = "DI1";

    private static final String RATE = "AdjstdQtTax";
    private static final Pattern CONTRACT = Pattern.compile("DI1([FGHJKMNQUVXZ][0-7]\\d)");

    @Override
    public Set<String> figures() {
        return Set.of(RATE);
    }

    @Override
    public void read(PriceReportRow row, DocumentRows into) {
        Matcher contract = CONTRACT.matcher(row.ticker());
        String rate = row.figure(RATE);
        if (!contract.matches() || rate == null) {
            return;
        }
        try {
            double value = BrazilianFormat.decimalPoint(RATE, rate).doubleValue();
            into.gathering(Curve.class, Curve::new).add(row.tradeDate(), ContractMonth.parse(contract.group(1)), value);
        } catch (UnreadableFieldException e) {
            into.reject(row.where(), e);
        }
    }

    private static final class Curve implements DocumentRows.Gathering {

        private record Settled(LocalDate expiry, double rate) {}

        private final List<Settled> settled = new ArrayList<>();
        private @Nullable LocalDate session;

        void add(LocalDate tradeDate, ContractMonth month, double rate) {
            session = tradeDate;
            settled.add(new Settled(month.expiryOfDollar(), rate));
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
