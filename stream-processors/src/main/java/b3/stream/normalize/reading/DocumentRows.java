package b3.stream.normalize.reading;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a normalizer has found so far: every business key once, and what was rejected.
 *
 * <p>If a key comes again with the same figures, the record with more figures is kept, or the later one if they have
 * equally many. If it comes again with other figures, both records are rejected, because nothing tells which is right:
 * the key becomes a {@link Reason#DUPLICATE_KEY} rejection. A document with more than {@value #MAX_REJECTIONS}
 * rejections is not of the layout of its feed and is {@link Reason#UNREADABLE_DOCUMENT}.
 */
public final class DocumentRows {

    /** Most rejections of one document. */
    public static final int MAX_REJECTIONS = 1000;

    /** Collects rows that make one record together, such as the books of an option chain. */
    public interface Gathering {

        /** Called once, at the end of the document: hands over what was gathered. */
        void finish(DocumentRows rows);
    }

    private record Found(Reason reason, String where, String detail) {}

    private final Provenance provenance;
    private final Map<String, MarketRecord> records = new LinkedHashMap<>();
    private final Set<String> contradicted = new HashSet<>();
    private final List<Found> rejected = new ArrayList<>();
    private final Map<Class<?>, Gathering> gatherings = new LinkedHashMap<>();

    /** The rows of a document, none yet. */
    public static DocumentRows of(RawScrape document) {
        return new DocumentRows(provenance(document));
    }

    /** Where the records of a document come from. */
    public static Provenance provenance(RawScrape document) {
        return new Provenance(document.feed(), document.fetchedAt(), document.sha256());
    }

    /** @param provenance the document that the rows come from */
    public DocumentRows(Provenance provenance) {
        this.provenance = provenance;
    }

    /** The provenance of every record of this document. */
    public Provenance provenance() {
        return provenance;
    }

    /** Takes a record; {@code where} is its place in the document. */
    public void add(MarketRecord record, String where) {
        String key = record.getClass().getSimpleName() + "|" + record.businessKey();
        MarketRecord earlier = records.get(key);
        if (earlier == null) {
            records.put(key, record);
            return;
        }
        JsonNode before = Json.MAPPER.valueToTree(earlier);
        JsonNode now = Json.MAPPER.valueToTree(record);
        List<String> contradictions = contradictions(before, now);
        if (!contradictions.isEmpty()) {
            contradicted.add(key);
            reject(Reason.DUPLICATE_KEY, where, record.businessKey() + " twice: " + String.join(", ", contradictions));
        } else if (filled(now) >= filled(before)) {
            records.put(key, record);
        }
    }

    /** This document's gathering of a kind, begun when it is first asked for. */
    public <G extends Gathering> G gathering(Class<G> kind, Supplier<G> begin) {
        return kind.cast(gatherings.computeIfAbsent(kind, first -> begin.get()));
    }

    /** Takes note of a row of which a field cannot be read. */
    public void reject(String where, UnreadableFieldException field) {
        reject(field.reason(), where, field.detail());
    }

    /** Takes note of something that is not taken. */
    public void reject(Reason reason, String where, String detail) {
        rejected.add(new Found(reason, where, detail));
        if (rejected.size() > MAX_REJECTIONS) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "more than " + MAX_REJECTIONS + " rows cannot be read; the first: "
                            + rejected.get(0).where() + " " + rejected.get(0).detail());
        }
    }

    /** Whether nothing was found, good or bad. */
    public boolean isEmpty() {
        return records.isEmpty() && rejected.isEmpty() && gatherings.isEmpty();
    }

    /** Everything, in the document's order. */
    public Normalized finish(@Nullable LocalDate session) {
        gatherings.values().forEach(gathering -> gathering.finish(this));
        gatherings.clear();
        List<MarketRecord> kept = new ArrayList<>();
        records.forEach((key, record) -> {
            if (!contradicted.contains(key)) {
                kept.add(record);
            }
        });
        List<Rejection> rejections = rejected.stream()
                .map(found -> new Rejection(
                        provenance.source(),
                        session,
                        found.reason(),
                        found.where(),
                        found.detail(),
                        provenance.document()))
                .toList();
        return new Normalized(session, kept, rejections);
    }

    /** The columns that both give and that differ, with both values. */
    private static List<String> contradictions(JsonNode one, JsonNode other) {
        return one.properties().stream()
                .filter(column -> !column.getValue().isNull())
                .filter(column -> !other.get(column.getKey()).isNull())
                .filter(column -> !column.getValue().equals(other.get(column.getKey())))
                .map(column -> column.getKey() + " " + column.getValue() + " and " + other.get(column.getKey()))
                .toList();
    }

    private static long filled(JsonNode record) {
        return record.values().stream().filter(value -> !value.isNull()).count();
    }
}
