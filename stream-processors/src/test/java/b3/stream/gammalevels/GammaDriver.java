package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.volsurface.VolSurface;
import b3.stream.gammalevels.inputs.InputKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The gamma topology with a clock of its own: messages in, what stands now and stood at any time out. */
final class GammaDriver implements AutoCloseable, GammaObserver {

    private static final List<Dataset<?>> OUTPUTS =
            List.of(Datasets.GAMMA_LEVELS, Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Path folder;
    private final Map<String, Kept> stores = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, String> last = new TreeMap<>();
    private final List<TestRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private TopologyTestDriver driver;
    private Instant clock = Instant.parse("2025-04-11T00:00:00Z");
    private long number;
    private @Nullable Round round;
    private int forgotten;

    /** What a clock of nanoseconds moves by whenever it is read. */
    long nanosPerLook;

    private long nanos;

    /**
     * One message about a key as a reader of the log sees it.
     *
     * @param key dataset and business key
     * @param json null: withdrawn
     */
    record Answer(
            String key,
            Instant standsFrom,
            long number,
            @Nullable String json) {}

    GammaDriver(Path state) {
        folder = state.resolve(UUID.randomUUID().toString());
        driver = start();
    }

    private TopologyTestDriver start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "gamma-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(
                GammaTopology.build(
                        GammaConfig.DEFAULT,
                        this,
                        () -> nanos += nanosPerLook,
                        name -> stores.computeIfAbsent(name, Kept::new)),
                settings,
                clock);
    }

    /** A store that outlives a stop. */
    private record Kept(String name, KeyValueStore<Bytes, byte[]> store) implements KeyValueBytesStoreSupplier {

        Kept(String name) {
            this(name, new InMemoryKeyValueStore(name) {
                @Override
                public void close() {
                    // what it holds is there at the next start
                }
            });
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return store;
        }

        @Override
        public String metricsScope() {
            return "kept";
        }
    }

    /** Stops, and starts again with what the stores hold. */
    void restart() {
        collect();
        driver.close();
        driver = start();
    }

    /** One record that stands since it is known, and the time that a calculation takes to come. */
    void put(MarketRecord input) {
        putQuickly(input);
        settle();
    }

    /** One record without any time behind it. */
    void putQuickly(MarketRecord input) {
        put(input, input.provenance().knownAt(), ++number, false);
    }

    /** One message about a record, which stands now or stood earlier. */
    void put(MarketRecord input, Instant standsFrom, long revision, boolean earlier) {
        put(Datasets.of(input), input.businessKey(), Json.bytes(input), standsFrom, revision, earlier);
    }

    /** One message that takes a key back. */
    void withdraw(MarketRecord input, Instant standsFrom, long revision, boolean earlier) {
        put(Datasets.of(input), input.businessKey(), null, standsFrom, revision, earlier);
    }

    /** The same of a record that nobody states any more from now on. */
    void withdraw(MarketRecord input, String standsFrom) {
        withdraw(input, Instant.parse(standsFrom), ++number, false);
        settle();
    }

    private void put(
            Dataset<?> dataset,
            String key,
            byte @Nullable [] json,
            Instant standsFrom,
            long revision,
            boolean earlier) {
        Headers headers = new RecordHeaders();
        CloudEvent.ofJson("id", dataset.topic(), "test", standsFrom.toString(), null)
                .writeTo(headers);
        new Revision(revision, standsFrom, standsFrom, Revision.Change.NEW, "test/1").writeTo(headers);
        pipe(
                earlier ? Topic.HISTORY : dataset.topic(),
                (earlier ? dataset.name() + "|" + key : key).getBytes(UTF_8),
                json,
                headers);
    }

    /** A message as it is. */
    void pipe(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, clock));
    }

    /** Lets time pass. */
    void advance(Duration time) {
        clock = clock.plus(time);
        nanos += time.toNanos();
        driver.advanceWallClockTime(time);
    }

    /** Lets time pass until nothing is pending. */
    void settle() {
        do {
            advance(TICK);
        } while (round().pending() > 0);
    }

    /** What stands now, by dataset and key. */
    Map<String, String> last() {
        settle();
        collect();
        return new TreeMap<>(last);
    }

    /** How many messages have come so far. */
    int messages() {
        last();
        return answers.size();
    }

    /** How many messages have come up to now, without any more time. */
    int count() {
        return answers.size();
    }

    /** What the log answers as of a time of knowledge: of every key the greatest step up to then, the latest of its messages. */
    Map<String, String> asOf(Instant time) {
        last();
        Map<String, Answer> best = new TreeMap<>();
        Comparator<Answer> order = Comparator.comparing(Answer::standsFrom).thenComparing(Answer::number);
        answers.stream()
                .filter(answer -> !answer.standsFrom().isAfter(time))
                .forEach(answer ->
                        best.merge(answer.key(), answer, (one, other) -> order.compare(one, other) < 0 ? other : one));
        Map<String, String> found = new TreeMap<>();
        best.values().forEach(answer -> {
            if (answer.json() != null) {
                found.put(answer.key(), answer.json());
            }
        });
        return found;
    }

    /** Every message so far. */
    List<Answer> answers() {
        last();
        return List.copyOf(answers);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        last();
        return deadLetters;
    }

    /** How many entries a store has. */
    int size(String store) {
        int size = 0;
        try (var entries = driver.<String, byte[]>getKeyValueStore(store).all()) {
            while (entries.hasNext()) {
                entries.next();
                size++;
            }
        }
        return size;
    }

    /** The keys of a store that name a kind of input. */
    List<String> keys(String store, InputKey.Kind kind) {
        List<String> keys = new ArrayList<>();
        try (var entries = driver.<String, byte[]>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys.stream().filter(key -> key.contains("|" + kind + "|")).toList();
    }

    Round round() {
        return Objects.requireNonNull(round, "no round yet");
    }

    int leftAsTheyAre() {
        return forgotten;
    }

    /** Everything that has come without any more time. */
    void collect() {
        for (Dataset<?> dataset : OUTPUTS) {
            read(dataset.topic()).forEach(message -> {
                String key = dataset.name() + " " + Json.utf8(message.key());
                answers.add(answer(key, message));
                if (message.value() == null) {
                    last.remove(key);
                } else {
                    last.put(key, Json.utf8(message.value()));
                }
            });
        }
        read(Topic.HISTORY)
                .forEach(message -> answers.add(answer(Json.utf8(message.key()).replaceFirst("\\|", " "), message)));
        deadLetters.addAll(read(Topic.DEAD_LETTERS));
    }

    private static Answer answer(String key, TestRecord<byte[], byte[]> message) {
        Revision revision = Revision.read(message.headers());
        return new Answer(
                key,
                revision.standsFrom(),
                revision.number(),
                message.value() == null ? null : Json.utf8(message.value()));
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void round(Round ended) {
        round = ended;
    }

    @Override
    public void forgotten() {
        forgotten++;
    }

    /** The levels on total open interest of one instrument and scope at a session's end. */
    static GammaLevels levels(Map<String, String> last, String instrument, String scope) {
        return all(last, instrument, scope).stream()
                .filter(levels ->
                        levels.inputs() == null || levels.inputs().anchor().equals("SETTLEMENT"))
                .findFirst()
                .orElseThrow();
    }

    /** The levels at moments within sessions, the earliest first. */
    static List<GammaLevels> live(Map<String, String> last, String instrument, String scope) {
        return all(last, instrument, scope).stream()
                .filter(levels ->
                        levels.inputs() != null && levels.inputs().anchor().equals("LIVE"))
                .toList();
    }

    /** The levels on total open interest of one instrument and scope, of all sessions and moments. */
    static List<GammaLevels> all(Map<String, String> last, String instrument, String scope) {
        return last.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("gamma-levels " + instrument + "|computed|" + scope + "|TOTAL|"))
                .map(entry -> Json.MAPPER.readValue(entry.getValue(), GammaLevels.class))
                .toList();
    }

    /** A provenance. */
    static Provenance known(String at) {
        return new Provenance("b3-price-report", Instant.parse(at), "aa".repeat(32));
    }

    /** A surface that states one volatility for everything. */
    static VolSurface flat(String asset, LocalDate session, double percent, Provenance provenance) {
        List<VolSurface.Point> points = new ArrayList<>();
        for (int days : new int[] {21, 252}) {
            for (int delta : new int[] {10, 50, 90}) {
                points.add(new VolSurface.Point(null, null, null, days, days * 7 / 5, delta, percent));
            }
        }
        return new VolSurface(asset, session, points, provenance);
    }

    @Override
    public void close() {
        driver.close();
    }
}
