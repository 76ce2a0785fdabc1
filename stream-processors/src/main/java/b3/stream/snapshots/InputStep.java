package b3.stream.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.adjustments.Adjustment;
import b3.schema.contracts.Product;
import b3.schema.document.RawScrape;
import b3.schema.indicators.Indicator;
import b3.schema.snapshots.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One step of the history of one contract's settlement in a session, or of one indicator's figure.
 *
 * @param instrument commodity code, or identifier of the indicator
 * @param session the session
 * @param contract month code; empty for an indicator
 * @param from the time of knowledge at which the step begins, UTC
 * @param number of two messages about the step the one with the greater number is right
 * @param latest what the step says; null when no snapshot can be made: the record is withdrawn, the figure is no
 *     number, or the contract has expired
 */
record InputStep(
        String instrument,
        LocalDate session,
        String contract,
        Instant from,
        long number,
        @Nullable Latest latest) {

    private static final List<Dataset<?>> INPUTS = List.of(Datasets.ADJUSTMENTS, Datasets.INDICATORS);

    /** Key of the snapshot that this step is about. */
    String snapshotKey() {
        return instrument + "|" + session;
    }

    /** Key of this step among all. */
    String key() {
        return snapshotKey() + "|" + contract + "|" + from;
    }

    /**
     * Reads a message of a dataset topic or of {@link Topic#HISTORY}.
     *
     * @return empty for a message that no snapshot is made of
     * @throws RuntimeException if it is none that the normalizer writes
     */
    static Optional<InputStep> read(String topic, Record<byte[], byte @Nullable []> message, Set<Product> futures) {
        boolean history = topic.equals(Topic.HISTORY);
        String type = history ? RawScrape.get(message.headers(), "ce_type") : topic;
        Dataset<?> dataset = INPUTS.stream()
                .filter(input -> input.topic().equals(type))
                .findFirst()
                .orElse(null);
        if (dataset == null) {
            return Optional.empty();
        }
        String key = key(message.key(), history ? dataset.historyKey("") : "");
        List<String> parts = Arrays.asList(key.split("\\|", -1));
        if (parts.size() != dataset.keyColumns().size()) {
            throw new IllegalArgumentException("expected the key " + dataset.keyColumns() + ", saw " + key);
        }
        String instrument = parts.get(0);
        if (dataset.equals(Datasets.ADJUSTMENTS)
                && futures.stream().noneMatch(one -> one.code().equals(instrument))) {
            return Optional.empty();
        }
        Revision revision = Revision.read(message.headers());
        return Optional.of(new InputStep(
                instrument,
                LocalDate.parse(parts.get(parts.size() - 1)),
                String.join("|", parts.subList(1, parts.size() - 1)),
                revision.standsFrom(),
                revision.number(),
                message.value() == null ? null : latest(message, message.value(), dataset, key, futures)));
    }

    private static @Nullable Latest latest(
            Record<byte[], byte @Nullable []> message,
            byte[] json,
            Dataset<?> dataset,
            String key,
            Set<Product> futures) {
        MarketRecord record = Json.read(json, dataset.type());
        if (!record.businessKey().equals(key)) {
            throw new IllegalArgumentException(
                    "expected the record of " + key + ", saw that of " + record.businessKey());
        }
        Optional<Snapshot> snapshot = record instanceof Adjustment adjustment
                ? Latest.of(adjustment, futures)
                : Latest.of((Indicator) record);
        String url = RawScrape.get(message.headers(), "ce_source");
        String raw = RawScrape.get(message.headers(), RawScrape.RAW_HEADER);
        return snapshot.map(figure ->
                        new Latest(figure, url == null ? figure.provenance().source() : url, raw == null ? "" : raw))
                .orElse(null);
    }

    private static String key(byte @Nullable [] bytes, String prefix) {
        String key = bytes == null ? "" : new String(bytes, UTF_8);
        if (!key.startsWith(prefix)) {
            throw new IllegalArgumentException("expected a key that begins with " + prefix + ", saw " + key);
        }
        return key.substring(prefix.length());
    }
}
