package b3.schema.dxy;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dollar index at one moment of one session.
 *
 * @param bucket moment in São Paulo, {@code dxy_08h50}
 * @param session the São Paulo date
 * @param at the moment, UTC
 * @param level the index; null when the source gives the change only
 * @param percentChange change against the previous close in percent, 0.26 = +0.26 %; null when no close is known
 * @param previousClose the close that the change is measured from; null when the source gives the change only
 * @param provenance source and time of knowledge
 */
public record DxyTick(
        String bucket,
        LocalDate session,
        Instant at,
        @Nullable Double level,
        @Nullable Double percentChange,
        @Nullable Double previousClose,
        Provenance provenance)
        implements MarketRecord {

    @Override
    public String businessKey() {
        return bucket + "|" + session;
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        figures.put("level", level);
        figures.put("percentChange", percentChange);
        return MarketRecord.given(figures);
    }
}
