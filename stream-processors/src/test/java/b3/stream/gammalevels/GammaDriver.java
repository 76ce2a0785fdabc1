package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.volsurface.VolSurface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** The gamma topology with a clock of its own: records in, the last message of every key out. */
final class GammaDriver implements AutoCloseable {

    private static final List<Dataset<?>> OUTPUTS =
            List.of(Datasets.GAMMA_LEVELS, Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE);

    private final TopologyTestDriver driver;
    private final Map<String, String> last = new TreeMap<>();
    private int messages;

    GammaDriver(Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "gamma-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                state.resolve(UUID.randomUUID().toString()).toString());
        driver = new TopologyTestDriver(
                GammaTopology.build(GammaConfig.DEFAULT), settings, Instant.parse("2025-04-11T00:00:00Z"));
    }

    /** One record, and the time that a calculation takes to come. */
    void put(MarketRecord input) {
        putQuickly(input);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** One record without any time behind it. */
    void putQuickly(MarketRecord input) {
        driver.createInputTopic(Datasets.of(input).topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(input.businessKey().getBytes(UTF_8), Json.bytes(input));
    }

    /** The last message of every key, by dataset and key. */
    Map<String, String> last() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        for (Dataset<?> dataset : OUTPUTS) {
            driver.createOutputTopic(dataset.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readKeyValuesToList()
                    .forEach(message -> {
                        messages++;
                        last.put(dataset.name() + " " + Json.utf8(message.key), Json.utf8(message.value));
                    });
        }
        return new TreeMap<>(last);
    }

    /** How many messages have come so far. */
    int messages() {
        last();
        return messages;
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
