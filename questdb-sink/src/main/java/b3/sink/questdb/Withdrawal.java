package b3.sink.questdb;

import b3.schema.Dataset;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Nothing stands for a key from a time of knowledge on. A message that says so has no record: its row is read from the key
 * and the headers, and has no figures.
 *
 * @param dataset what is withdrawn
 * @param revision the step
 * @param symbols the columns of the key
 * @param session the session; null where {@code ts} tells it
 * @param knownAt since when the withdrawal is known
 */
public record Withdrawal(
        Dataset<?> dataset,
        Revision revision,
        Map<String, String> symbols,
        @Nullable LocalDate session,
        Instant knownAt) {

    private static final String SESSION = "session";

    /** @throws RefusedRowException if the key or a header cannot be read */
    static Withdrawal read(ConsumerRecord<byte[], byte[]> raw, Dataset<?> dataset, Revision revision) {
        Map<String, String> key = key(raw, dataset);
        String ts = key.remove("ts");
        if (ts != null && !List.of(ts, ts + "T00:00:00Z").contains(revision.ts().toString())) {
            throw unreadable("key", "the moment " + revision.ts() + " of the header b3-ts", ts);
        }
        String named = key.remove(SESSION);
        String subject = named == null ? RawScrape.get(raw.headers(), "ce_subject") : named;
        return new Withdrawal(
                dataset,
                revision,
                key,
                dataset.ofMoments() ? parse(SESSION, subject, LocalDate::parse) : null,
                parse("header ce_time", RawScrape.get(raw.headers(), "ce_time"), Instant::parse));
    }

    /** The parts of the business key by their columns. */
    private static Map<String, String> key(ConsumerRecord<byte[], byte[]> raw, Dataset<?> dataset) {
        List<String> columns = dataset.keyColumns();
        String form = String.join("|", columns);
        String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
        if (raw.topic().equals(Topic.HISTORY)) {
            String name = dataset.historyKey("");
            if (!key.startsWith(name)) {
                throw unreadable("key", name + form, key);
            }
            key = key.substring(name.length());
        }
        List<String> parts = List.of(key.split("\\|", -1));
        if (parts.size() != columns.size()) {
            throw unreadable("key", form, key);
        }
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i), parts.get(i));
        }
        return byColumn;
    }

    private static <V> V parse(String what, @Nullable String text, Function<String, V> parser) {
        try {
            return parser.apply(String.valueOf(text));
        } catch (DateTimeException e) {
            throw unreadable(what, "a date or an instant", text);
        }
    }

    private static RefusedRowException unreadable(String what, String expected, @Nullable String saw) {
        return new RefusedRowException(
                Reason.UNREADABLE_FIELD, what + ": expected " + expected + ", saw " + (saw == null ? "none" : saw));
    }
}
