package b3.stream.normalize.revisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What statements say, by dataset, session, key and fingerprint: records as JSON without their provenance.
 *
 * <p>A content is needed again when a later statement is withdrawn, or when another source is compared with it. Small
 * contents are kept for ever. Large contents, the books, are deleted once their session is {@value #DAYS} days past and no
 * document has stated them for {@value #QUIET_HOURS} hours: ten years of books would not fit on a disk. A content that has
 * been deleted is never guessed: its document has to be read again.
 */
public final class Contents {

    /** Contents from this size on are deleted in time. */
    public static final int LARGE_BYTES = 2048;

    public static final int DAYS = 30;
    static final int QUIET_HOURS = 48;

    private static final int FINGERPRINT_BYTES = 16;
    private static final int MOST_A_ROUND = 1000;

    private final KeyValueStore<String, byte[]> small;
    private final KeyValueStore<String, byte[]> large;

    /** Where the next round of forgetting begins. */
    private String next = "";

    /** What was put last is what is asked for next. */
    private String lastPlace = "";

    private byte[] last = {};

    public Contents(KeyValueStore<String, byte[]> small, KeyValueStore<String, byte[]> large) {
        this.small = small;
        this.large = large;
    }

    /**
     * Remembers a content.
     *
     * @param now milliseconds of the clock
     * @return the fingerprint under which {@link #get} finds it
     */
    String put(Dataset<?> dataset, String key, LocalDate session, byte[] json, long now) {
        String fingerprint = fingerprint(json);
        String place = place(dataset, key, session, fingerprint);
        lastPlace = place;
        last = json;
        if (json.length < LARGE_BYTES) {
            small.putIfAbsent(place, json);
            return fingerprint;
        }
        byte[] packed = deflate(json);
        large.put(
                place,
                ByteBuffer.allocate(Long.BYTES + packed.length)
                        .putLong(now)
                        .put(packed)
                        .array());
        return fingerprint;
    }

    /** A content; null when it has been forgotten. */
    byte @Nullable [] get(Dataset<?> dataset, String key, LocalDate session, String fingerprint) {
        String place = place(dataset, key, session, fingerprint);
        if (place.equals(lastPlace)) {
            return last;
        }
        byte[] json = small.get(place);
        if (json != null) {
            return json;
        }
        byte[] packed = large.get(place);
        return packed == null ? null : inflate(packed);
    }

    /**
     * Deletes old contents: each round looks at some of the large contents, the next round at the next ones.
     *
     * @param today the day of the clock
     * @param now milliseconds of the clock
     */
    public void forget(LocalDate today, long now) {
        List<String> cold = new ArrayList<>();
        String from = next;
        next = "";
        int seen = 0;
        try (var entries = large.range(from, null)) {
            while (entries.hasNext()) {
                if (++seen > MOST_A_ROUND) {
                    next = entries.peekNextKey();
                    break;
                }
                var entry = entries.next();
                long written = ByteBuffer.wrap(entry.value).getLong();
                boolean past = LocalDate.parse(entry.key.split("\\|", 3)[1]).isBefore(today.minusDays(DAYS));
                if (past && now - written > Duration.ofHours(QUIET_HOURS).toMillis()) {
                    cold.add(entry.key);
                }
            }
        }
        cold.forEach(large::delete);
    }

    private static String place(Dataset<?> dataset, String key, LocalDate session, String fingerprint) {
        return dataset.name() + "|" + session + "|" + key + "|" + fingerprint;
    }

    /** A content as the JSON of a record: the provenance is its last component. */
    static byte[] withProvenance(byte[] content, Document document) {
        byte[] provenance = Json.bytes(new Provenance(document.feed(), document.knownAt(), document.sha256()));
        byte[] name = ",\"provenance\":".getBytes(UTF_8);
        return ByteBuffer.allocate(content.length + name.length + provenance.length)
                .put(content, 0, content.length - 1)
                .put(name)
                .put(provenance)
                .put((byte) '}')
                .array();
    }

    /** Half a SHA-256, 32 hexadecimal digits: enough to tell any two contents apart, and half as large in the stores. */
    private static String fingerprint(byte[] json) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(json), FINGERPRINT_BYTES));
    }

    private static byte[] deflate(byte[] json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static byte[] inflate(byte[] stamped) {
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(stamped, Long.BYTES, stamped.length - Long.BYTES))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored content is damaged", e);
        }
    }
}
