package b3.stream.gammalevels;

import static b3.schema.Revision.Change.CORRECTED;
import static b3.schema.Revision.Change.NEW;
import static b3.schema.Revision.Change.WITHDRAWN;

import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gammalevels.Steps.Step;
import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.assembly.GammaRecords;
import b3.stream.gammalevels.assembly.InputBooks;
import b3.stream.gammalevels.assembly.InputsAssembler;
import b3.stream.gammalevels.assembly.InputsAssembler.Assembled;
import b3.stream.gammalevels.assembly.InputsAssembler.Missing;
import b3.stream.gammalevels.inputs.Gathering;
import b3.stream.gammalevels.inputs.Gathering.AsOf;
import b3.stream.gammalevels.inputs.Inputs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the records of a calculation for every time of knowledge: the record that is current as of a time T is
 * calculated from the inputs that were current at T. Only steps whose inputs have changed are calculated; two
 * neighbours with the same inputs are one step. The published records do not depend on the order in which the inputs
 * arrived.
 */
final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final String WHOLE = "ALL|TOTAL";

    private final Gathering gathering;
    private final Inputs inputs;
    private final KeyValueStore<String, byte[]> store;
    private final GammaOutbox outbox;

    Publication(Gathering gathering, Inputs inputs, KeyValueStore<String, byte[]> store, GammaOutbox outbox) {
        this.gathering = gathering;
        this.inputs = inputs;
        this.store = store;
        this.outbox = outbox;
    }

    /** A step that something is to be published of. */
    private record Change(Instant from, @Nullable Step before, Step step, List<MarketRecord> records) {

        /** The keys that this step takes back, and has not taken back before. */
        Set<String> withdrawn() {
            Set<String> keys = new TreeSet<>(step.withdrawn());
            keys.removeAll(before == null ? Set.of() : before.withdrawn());
            return keys;
        }
    }

    /** What a calculation says. */
    private record Result(List<MarketRecord> records, boolean failed) {}

    /**
     * Publishes what has changed.
     *
     * @param since the earliest time of knowledge at which an input has changed
     * @return whether the calculation failed on the current inputs
     * @throws Inputs.ForgottenException if an input that is needed has been deleted; then nothing is published
     */
    boolean update(Calculation calculation, Instant since) {
        byte[] bytes = store.get(calculation.key());
        Steps known = bytes == null ? Steps.NONE : Steps.read(bytes);
        NavigableMap<Instant, AsOf> timeline = timeline(calculation, since);
        NavigableMap<Instant, Step> steps = new TreeMap<>(known.steps());
        List<Change> changes = new ArrayList<>();
        Set<Instant> beginnings =
                new TreeSet<>(timeline.tailMap(Instant.MIN, false).keySet());
        beginnings.addAll(known.steps().tailMap(since, true).keySet());
        for (Instant from : beginnings) {
            Map.Entry<Instant, Step> previous = steps.lowerEntry(from);
            Change change = change(
                    from,
                    previous == null ? null : previous.getValue(),
                    known.steps().get(from),
                    timeline.floorEntry(from).getValue());
            if (change != null) {
                steps.put(from, change.step());
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            long number = publish(calculation, known, steps, changes);
            store.put(calculation.key(), new Steps(number, steps).bytes());
        }
        return !steps.isEmpty() && steps.lastEntry().getValue().failed();
    }

    /** The steps that the inputs make, from the present back to a time of knowledge. */
    private NavigableMap<Instant, AsOf> timeline(Calculation calculation, Instant since) {
        NavigableMap<Instant, AsOf> timeline = new TreeMap<>();
        Instant before = Instant.MAX;
        do {
            AsOf asOf = gathering.gather(calculation, before);
            timeline.put(asOf.from(), asOf);
            before = asOf.from();
        } while (before.isAfter(since));
        return timeline;
    }

    /**
     * What becomes of one step.
     *
     * @param previous the step before it, as it is now
     * @param known the same step as it was published; null: it was not
     * @return null: it is right as it is
     */
    private @Nullable Change change(Instant from, @Nullable Step previous, @Nullable Step known, AsOf asOf) {
        Step compared = known != null ? known : previous;
        String hash = asOf.hash();
        boolean unchanged = hash.equals(compared == null ? "" : compared.inputs());
        if (known == null && unchanged) {
            return null;
        }
        Result result = known != null && unchanged && !known.failed() ? new Result(List.of(), false) : result(asOf);
        boolean kept = known != null && unchanged && known.failed() == result.failed();
        Set<String> records = known != null && kept
                ? known.records()
                : result.records().stream().map(Step::key).collect(Collectors.toSet());
        Set<String> withdrawn = new TreeSet<>();
        if (previous != null) {
            withdrawn.addAll(previous.records());
        }
        if (known != null) {
            withdrawn.addAll(known.records());
            withdrawn.addAll(known.withdrawn());
        }
        withdrawn.removeAll(records);
        LocalDate session = asOf.inputs() != null
                ? asOf.inputs().session()
                : compared == null ? LocalDate.EPOCH : compared.session();
        Step step = new Step(hash, result.failed(), session, records, withdrawn);
        return step.equals(known) ? null : new Change(from, known, step, kept ? List.of() : result.records());
    }

    private Result result(AsOf asOf) {
        if (asOf.inputs() == null) {
            return new Result(List.of(), false);
        }
        InputBooks books = asOf.inputs().books(inputs);
        try {
            return new Result(records(books), false);
        } catch (KafkaException outage) {
            throw outage;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("the calculation of {} fails on its inputs {}", books.calculation(), books.hash(), e);
            return new Result(List.of(GammaRecords.none(books, WHOLE, Missing.CALCULATION_FAILED.name())), true);
        }
    }

    private static List<MarketRecord> records(InputBooks books) {
        Assembled assembled = assembled(books);
        if (assembled.inputs() != null) {
            return GammaRecords.of(books, GammaCalculator.calculate(assembled.inputs()));
        }
        // an intraday calculation publishes nothing where something is missing, unless the levels before it are no
        // guide
        boolean silent = books.calculation().at() != null && assembled.missing() != Missing.ADJUSTMENT_UNKNOWN;
        return silent || assembled.missing() == null
                ? List.of()
                : List.of(GammaRecords.none(books, WHOLE, assembled.missing().name()));
    }

    /** Assembles the inputs; figures that the calculation refuses are a reason for missing levels, not a bug. */
    private static Assembled assembled(InputBooks books) {
        try {
            return InputsAssembler.assemble(books);
        } catch (IllegalArgumentException e) {
            LOG.warn("no levels of {}: {}", books.calculation(), e.getMessage());
            return new Assembled(null, Missing.BAD_INPUT);
        }
    }

    /**
     * Publishes the oldest step first, so that revision numbers grow with the time of knowledge; the newest step is
     * current.
     */
    private long publish(
            Calculation calculation, Steps known, NavigableMap<Instant, Step> steps, List<Change> changes) {
        Set<String> takenBack = new TreeSet<>(known.current());
        takenBack.removeAll(steps.lastEntry().getValue().records());
        Map<String, Instant> lastWithdrawal = new TreeMap<>();
        changes.forEach(change -> change.withdrawn().forEach(key -> lastWithdrawal.put(key, change.from())));
        long number = known.number();
        for (Change change : changes) {
            number = Revision.numberAfter(number, outbox.now());
            Map.Entry<Instant, Step> previous = steps.lowerEntry(change.from());
            for (MarketRecord record : change.records()) {
                boolean corrects = (previous != null && previous.getValue().has(record))
                        || (change.before() != null && change.before().has(record));
                Revision revision =
                        GammaOutbox.revision(number, change.from(), record.ts(), corrects ? CORRECTED : NEW);
                outbox.publish(record, revision, change.from().equals(steps.lastKey()));
            }
            for (String key : change.withdrawn()) {
                boolean current = takenBack.contains(key) && change.from().equals(lastWithdrawal.get(key));
                Revision revision = GammaOutbox.revision(number, change.from(), calculation.asOf(), WITHDRAWN);
                outbox.withdraw(key, change.step().session(), change.step().inputs(), revision, current);
            }
        }
        return number;
    }
}
