package b3.stream.gamma.chain;

import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.result.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The live rows of a chain in the one order in which everything is summed (strike, calls before puts, expiry, id), and
 * the rows left out with their reason. The order in which rows were given has no effect.
 *
 * @param rows live, valid rows
 * @param excluded rows left out, by their index
 * @param expiries dates with a live row, ascending
 * @param rowsByExpiry how many rows were given for each date, dirty ones included
 * @param rowsGiven how many rows were given
 */
public record Chain(
        List<Row> rows,
        List<Excluded> excluded,
        List<LocalDate> expiries,
        Map<LocalDate, Integer> rowsByExpiry,
        int rowsGiven) {

    /**
     * A live row whose type, strike, expiry, open interest and multiplier are valid.
     *
     * @param option the row as given
     * @param expiry what is known of its expiry; null: neither forward nor discount factor is known
     * @param expiryIndex position of its expiry among {@link Chain#expiries}
     * @param theta +1 call, -1 put
     * @param strike points
     * @param openInterest contracts or units
     * @param uncovered uncovered part of it; NaN: not published or invalid
     * @param multiplier BRL per point and unit of open interest
     */
    public record Row(
            Option option,
            @Nullable Expiry expiry,
            int expiryIndex,
            double theta,
            double strike,
            double openInterest,
            double uncovered,
            double multiplier) {

        public boolean isCall() {
            return theta > 0;
        }
    }

    /** A row left out and why. */
    public record Excluded(Option option, Reason reason) {}

    private record Key(String id, LocalDate date) {}

    private static final Comparator<Option> BY_CONTENT = Comparator.comparing(Option::id)
            .thenComparing(Option::expiry, nullsFirst())
            .thenComparing(Option::strike, nullsFirst())
            .thenComparing(Option::type, nullsFirst())
            .thenComparing(Option::openInterest, nullsFirst())
            .thenComparing(Option::openInterestUncovered, nullsFirst())
            .thenComparing(Option::multiplier, nullsFirst())
            .thenComparing(Option::publishedVolatility, nullsFirst())
            .thenComparing(Option::premium, nullsFirst())
            .thenComparing(Option::tick, nullsFirst())
            .thenComparing(Option::style, nullsFirst());

    private static int bySource(Option a, Option b) {
        int order = Integer.compare(a.index(), b.index());
        return order != 0 ? order : BY_CONTENT.compare(a, b);
    }

    /** Strike, calls before puts, expiry, id. Spelled out because it runs some 20,000 times for a long chain. */
    private static int inSummationOrder(Row a, Row b) {
        int order = Double.compare(a.strike(), b.strike());
        order = order != 0 ? order : Double.compare(b.theta(), a.theta());
        order = order != 0 ? order : Integer.compare(a.expiryIndex(), b.expiryIndex());
        order = order != 0 ? order : a.option().id().compareTo(b.option().id());
        return order != 0 ? order : bySource(a.option(), b.option());
    }

    private static <T extends Comparable<? super T>> Comparator<@Nullable T> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }

    /** Sorts the rows of a chain into live and excluded ones. */
    public static Chain of(GammaInputs inputs) {
        Map<LocalDate, Expiry> known = new HashMap<>();
        inputs.expiries().forEach(expiry -> known.put(expiry.date(), expiry));
        List<Option> ordered = new ArrayList<>(inputs.options());
        ordered.sort(Chain::bySource);
        List<Option> live = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        Map<LocalDate, Integer> rowsByExpiry = new TreeMap<>();
        Set<Key> seen = new HashSet<>();
        for (Option option : ordered) {
            if (option.expiry() != null) {
                rowsByExpiry.merge(option.expiry(), 1, Integer::sum);
            }
            Reason fault = fault(option, known, inputs.snapshot().valuationDate(), seen);
            if (fault == null) {
                live.add(option);
            } else {
                excluded.add(new Excluded(option, fault));
            }
        }
        return of(live, excluded, known, rowsByExpiry, ordered.size());
    }

    private static Chain of(
            List<Option> live,
            List<Excluded> excluded,
            Map<LocalDate, Expiry> known,
            Map<LocalDate, Integer> rowsByExpiry,
            int rowsGiven) {
        TreeMap<LocalDate, Integer> positions = new TreeMap<>();
        live.forEach(option -> positions.put(date(option), 0));
        List<LocalDate> expiries = List.copyOf(positions.keySet());
        for (int i = 0; i < expiries.size(); i++) {
            positions.put(expiries.get(i), i);
        }
        List<Row> rows = new ArrayList<>(live.size());
        for (Option option : live) {
            LocalDate date = date(option);
            rows.add(row(option, known.get(date), positions.getOrDefault(date, 0)));
        }
        rows.sort(Chain::inSummationOrder);
        return new Chain(List.copyOf(rows), List.copyOf(excluded), expiries, rowsByExpiry, rowsGiven);
    }

    private static Row row(Option option, @Nullable Expiry expiry, int expiryIndex) {
        return new Row(
                option,
                expiry,
                expiryIndex,
                option.type() == OptionSeriesBook.Type.CALL ? 1 : -1,
                valueOf(option.strike()),
                valueOf(option.openInterest()),
                isOpenInterest(option.openInterestUncovered()) ? valueOf(option.openInterestUncovered()) : Double.NaN,
                valueOf(option.multiplier()));
    }

    private static @Nullable Reason fault(
            Option option, Map<LocalDate, Expiry> known, LocalDate valuationDate, Set<Key> seen) {
        LocalDate date = option.expiry();
        if (option.type() == null) {
            return Reason.BAD_TYPE;
        }
        if (!isPositive(option.strike())) {
            return Reason.BAD_STRIKE;
        }
        if (date == null) {
            return Reason.BAD_EXPIRY;
        }
        if (hasExpired(date, known.get(date), valuationDate)) {
            return Reason.EXPIRED;
        }
        if (!isOpenInterest(option.openInterest())) {
            return Reason.BAD_OI;
        }
        if (!isPositive(option.multiplier())) {
            return Reason.BAD_MULTIPLIER;
        }
        return seen.add(new Key(option.id(), date)) ? null : Reason.DUPLICATE;
    }

    private static boolean hasExpired(LocalDate date, @Nullable Expiry expiry, LocalDate valuationDate) {
        return date.isBefore(valuationDate) || (expiry == null ? date.equals(valuationDate) : expiry.years() <= 0);
    }

    private static boolean isPositive(@Nullable Double value) {
        return value != null && value > 0 && Double.isFinite(value);
    }

    private static boolean isOpenInterest(@Nullable Double value) {
        return value != null && value >= 0 && Double.isFinite(value);
    }

    private static double valueOf(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static LocalDate date(Option option) {
        LocalDate date = option.expiry();
        if (date == null) {
            throw new IllegalStateException("live row " + option.id() + " without expiry");
        }
        return date;
    }
}
