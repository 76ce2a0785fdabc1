package b3.stream.normalize.gammalevels;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one instrument as the document writes them, nothing read yet.
 *
 * @param where the place in the document
 * @param instrument the vendor's key; blank when it gives none
 * @param levels what is written for each level; a level that is not there is not given
 * @param status what is written for the status; blank when nothing is
 * @param time what is written for the time; null when the document gives none
 * @param fragment everything that the document says of the instrument, as it says it
 */
record SiteLevels(
        String where,
        String instrument,
        Map<Level, SiteFigure> levels,
        String status,
        @Nullable String time,
        String fragment) {

    /** What a vendor tells. */
    enum Level {
        CALL_WALL,
        PUT_WALL,
        GAMMA_FLIP;

        /** The field's name in the record's reasons: {@code call_wall}. */
        String field() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
