package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.stream.gammalevels.inputs.Packed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was published of one calculation, by the time of knowledge at which each step begins.
 *
 * @param number number of the last message; 0 when there was none
 * @param steps by their beginning
 */
record Steps(long number, NavigableMap<Instant, Step> steps) {

    /** Nothing was published. */
    static final Steps NONE = new Steps(0, Collections.emptyNavigableMap());

    /** Marks the hash of inputs that a calculation has failed on. */
    private static final String FAILED = "!";

    /**
     * The records that are current from one time of knowledge on, until the next step.
     *
     * @param inputs hash of the inputs; empty: there are none
     * @param failed whether the calculation failed on them
     * @param session session of the open interest; of the last one that there was if there is none
     * @param records the records, as {@code dataset|business key}
     * @param withdrawn the keys that were published once and have no record in this step
     */
    record Step(String inputs, boolean failed, LocalDate session, Set<String> records, Set<String> withdrawn) {

        Step {
            records = Set.copyOf(records);
            withdrawn = Set.copyOf(withdrawn);
        }

        /** Whether there is a record of the same key. */
        boolean has(MarketRecord record) {
            return records.contains(key(record));
        }

        /** A record's key among those of all datasets. */
        static String key(MarketRecord record) {
            return Datasets.of(record).name() + "|" + record.businessKey();
        }
    }

    Steps {
        steps = Collections.unmodifiableNavigableMap(new TreeMap<>(steps));
    }

    /** The records that are current now. */
    Set<String> current() {
        return steps.isEmpty() ? Set.of() : steps.lastEntry().getValue().records();
    }

    /** As bytes: packed lines, the number first, then one step a line. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder().append(number);
        steps.forEach((from, step) -> text.append('\n')
                .append(from)
                .append('\t')
                .append(step.inputs())
                .append(step.failed() ? FAILED : "")
                .append('\t')
                .append(step.session())
                .append('\t')
                .append(String.join(",", new TreeSet<>(step.records())))
                .append('\t')
                .append(String.join(",", new TreeSet<>(step.withdrawn()))));
        return Packed.pack(text.toString().getBytes(UTF_8));
    }

    /** From {@link #bytes}. */
    static Steps read(byte[] bytes) {
        String[] lines = new String(Packed.unpack(bytes), UTF_8).split("\n", -1);
        NavigableMap<Instant, Step> steps = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split("\t", -1);
            boolean failed = field[1].endsWith(FAILED);
            String inputs = failed ? field[1].substring(0, field[1].length() - FAILED.length()) : field[1];
            steps.put(
                    Instant.parse(field[0]),
                    new Step(inputs, failed, LocalDate.parse(field[2]), keys(field[3]), keys(field[4])));
        }
        return new Steps(Long.parseLong(lines[0]), steps);
    }

    private static Set<String> keys(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(",", -1));
    }
}
