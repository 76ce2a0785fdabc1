package b3.schema.dxy;

import static b3.schema.columns.Code.BUCKET;
import static b3.schema.columns.Descriptions.NOT_GIVEN;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dollar index at one moment of one session.
 */
public record DxyTick(
        @Column(value = "Time of day in São Paulo, such as dxy_08h50", key = true, distinct = 1024, code = BUCKET)
        String bucket,

        @Column(value = "The day in São Paulo", key = true) LocalDate session,

        @Column(value = "The moment, UTC", name = "ts") Instant at,

        @Column(value = "The index", unit = "points", orNull = "when the source gives the change only") @Nullable
        Double level,

        @Column(
                value = "Change against the previous close: 0.26 is +0.26 %",
                unit = "percent",
                orNull = "when no close is known")
        @Nullable
        Double percentChange,

        @Column(value = "Previous close, from which the change is measured", unit = "points", orNull = NOT_GIVEN)
        @Nullable
        Double previousClose,

        Provenance provenance)
        implements MarketRecord {

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
