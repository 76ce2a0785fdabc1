package b3.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Json;
import b3.schema.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The key of a page's last row as opaque base64url text. It carries a checksum over the key and the filters, so that a
 * mangled cursor, or one of another query, is an error and not a wrong page. It holds nothing secret and is bound, never
 * pasted, so it need not be signed.
 */
public final class Cursor {

    static final String ALLOWED = "the `next` of the page before, unchanged and with the same filters";
    static final int LONGEST = 600;

    private static final int CHECKSUM_BYTES = 8;

    private Cursor() {}

    /**
     * Text of a key.
     *
     * @param scope path and filters of the query that the cursor belongs to
     */
    public static String write(List<Object> key, String scope) {
        List<Object> parts = new ArrayList<>();
        for (Object part : key) {
            parts.add(
                    part instanceof Instant instant
                            ? List.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant))
                            : part);
        }
        byte[] json = Json.bytes(parts);
        ByteBuffer bytes = ByteBuffer.allocate(CHECKSUM_BYTES + json.length);
        bytes.put(checksum(json, scope)).put(json);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The key back; empty when the text is no cursor of this scope. */
    static Optional<List<Object>> read(String text, String scope) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= CHECKSUM_BYTES) {
                return Optional.empty();
            }
            byte[] json = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(bytes, CHECKSUM_BYTES), checksum(json, scope))) {
                return Optional.empty();
            }
            List<Object> key = new ArrayList<>();
            for (Object part : Json.read(json, Object[].class)) {
                key.add(part instanceof List<?> micros ? instant(micros) : part);
            }
            return Optional.of(key);
        } catch (IllegalArgumentException | JacksonException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(List<?> micros) {
        return Instant.EPOCH.plus(((Number) micros.get(0)).longValue(), ChronoUnit.MICROS);
    }

    private static byte[] checksum(byte[] json, String scope) {
        return Arrays.copyOf(Sha256.of(scope.getBytes(UTF_8), new byte[] {0}, json), CHECKSUM_BYTES);
    }
}
