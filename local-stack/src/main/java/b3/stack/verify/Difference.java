package b3.stack.verify;

import b3.stack.verify.TableCheck.Mismatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key that differs, with what the table and the API have instead; null where they have the same as the topic. */
record Difference(@Nullable Mismatch table, @Nullable Mismatch api) {

    Instant ts() {
        return table != null ? table.ts() : api != null ? api.ts() : Instant.EPOCH;
    }
}
