package b3.schema.dxy;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Code;
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
        @Column(value = "Moment in São Paulo, such as dxy_08h50", key = true, distinct = 1024, code = Code.BUCKET)
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

        @Column(
                value = "The close that the change is measured from",
                unit = "points",
                orNull = "when the source gives none")
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
