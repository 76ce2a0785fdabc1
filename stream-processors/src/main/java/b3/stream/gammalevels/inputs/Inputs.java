package b3.stream.gammalevels.inputs;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.stream.gammalevels.inputs.InputKey.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores the inputs: the segments of every input in one store, their contents in another, so that a search for the
 * inputs of a calculation does not read the contents. Contents that were read lately are kept in memory.
 */
public final class Inputs {

    /** Sorts behind every text that keys are made of. */
    public static final String END = "\uffff";

    /** Rows of all records in memory together. */
    private static final int MOST_ROWS = 200_000;

    /** Places that are known in memory, empty ones too. */
    private static final int MOST_PLACES = 20_000;

    private final KeyValueStore<String, byte[]> segments;
    private final KeyValueStore<String, byte[]> bodies;
    private final Map<String, MarketRecord> read = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, List<Segment>> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Segment>> eldest) {
            return size() > MOST_PLACES;
        }
    };
    private int rows;

    /** What a calculation needs has been forgotten. */
    public static final class ForgottenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ForgottenException(Segment segment) {
            super(segment.input() + " known since " + segment.standsFrom());
        }
    }

    public Inputs(KeyValueStore<String, byte[]> segments, KeyValueStore<String, byte[]> bodies) {
        this.segments = segments;
        this.bodies = bodies;
    }

    /**
     * Keeps the content of a message, unless a later message about the same segment has arrived; returns whether
     * anything changes.
     */
    public boolean put(Input input) {
        Segment segment = input.segment();
        byte[] value = segments.get(segment.key());
        Segment known = value == null ? null : Segment.of(segment.key(), value);
        if (known != null && known.number() >= segment.number()) {
            return false;
        }
        segments.put(segment.key(), segment.value());
        places.remove(input.key().place());
        if (known != null && known.fingerprint().equals(segment.fingerprint())) {
            return false;
        }
        Input.Said said = input.said();
        if (said == null) {
            bodies.delete(segment.key());
        } else {
            bodies.put(segment.key(), Packed.pack(said.json()));
            remember(segment, said.record());
        }
        return true;
    }

    /**
     * The last segment of every input in one place as of just before a time of knowledge, withdrawals included.
     *
     * @param place as {@link InputKey#place}
     */
    List<Segment> read(String place, Instant before) {
        List<Segment> all = places.get(place);
        if (all == null) {
            all = new ArrayList<>();
            places.put(place, all);
            entries(place, all::add);
        }
        List<Segment> found = new ArrayList<>();
        for (Segment segment : all) {
            if (segment.standsFrom().isBefore(before)) {
                int last = found.size() - 1;
                if (last >= 0 && found.get(last).input().equals(segment.input())) {
                    found.remove(last);
                }
                found.add(segment);
            }
        }
        return found;
    }

    /** Every input of a kind and session that was ever known, of owners whose names begin with a prefix. */
    Set<InputKey> known(Kind kind, LocalDate session, String owner) {
        Set<InputKey> keys = new LinkedHashSet<>();
        entries(session + "|" + kind + "|" + owner, segment -> keys.add(InputKey.parse(segment.input())));
        return keys;
    }

    /**
     * The record of a segment.
     *
     * @throws ForgottenException if it is not kept any more
     */
    <T extends MarketRecord> T body(Segment segment, Class<T> type) {
        MarketRecord known = read.get(segment.fingerprint());
        if (known != null) {
            return type.cast(known);
        }
        byte[] packed = bodies.get(segment.key());
        if (packed == null) {
            throw new ForgottenException(segment);
        }
        T record = Json.read(Packed.unpack(packed), type);
        remember(segment, record);
        return record;
    }

    private void remember(Segment segment, MarketRecord record) {
        if (read.put(segment.fingerprint(), record) == null) {
            rows += record.rows();
        }
        var eldest = read.values().iterator();
        while (rows > MOST_ROWS && read.size() > 1) {
            rows -= eldest.next().rows();
            eldest.remove();
        }
    }

    private void entries(String prefix, Consumer<Segment> taker) {
        try (var entries = segments.range(prefix, prefix + END)) {
            entries.forEachRemaining(entry -> taker.accept(Segment.of(entry.key, entry.value)));
        }
    }
}
