package b3.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

/**
 * One fact of the market as it travels on a dataset topic: immutable, self-describing, with its provenance. Every
 * record has a component {@code session} and a component {@code provenance}.
 */
public interface MarketRecord {

    /** The exchange session (a day in São Paulo) that this fact belongs to. */
    LocalDate session();

    /** Where the figures come from and since when they are known. */
    Provenance provenance();

    /**
     * The key of the fact, without its values: two records with the same business key are revisions (or other
     * sources) of one fact. It is the key on the dataset topic: the components that are declared as keys, joined by
     * {@code |}.
     */
    @JsonIgnore
    default String businessKey() {
        return Datasets.of(this).businessKey(this);
    }

    /** The exchange's own time of this fact: the session's midnight UTC unless the record knows the moment. */
    @JsonIgnore
    default Instant ts() {
        return session().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * The figures that another source of the same fact must repeat, by name. Two sources that differ in one of them
     * disagree; a figure that only one of them gives is no disagreement.
     */
    @JsonIgnore
    default Map<String, Double> figures() {
        return Map.of();
    }

    /** The figures that a record gives: those that are null are left out. */
    static Map<String, Double> given(Map<String, Double> figures) {
        figures.values().removeIf(Objects::isNull);
        return figures;
    }

    /** How many rows this record makes in the table: 1, or the number of elements of a book. */
    @JsonIgnore
    default int rows() {
        return Datasets.of(this).rows(this).size();
    }
}
