package b3.stream.normalize.rowcount;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.MarketRecord;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds every document, dataset by dataset, against the {@link Baseline} of the nearest earlier session, at most
 * {@value #DAYS} calendar days back, of the same feed, part and dataset: of the quotes of one commodity nothing follows for
 * those of another.
 *
 * <ul>
 *   <li>Of the dataset that the feed exists for the rows are counted. Of its other datasets a document may rightly carry more
 *       or less, the full price report has shares and the short one none, but not nothing at all.
 *   <li>Of every dataset the columns are looked at: one that was filled in most rows is not empty in all of them.
 * </ul>
 *
 * What the market or the kind of document empties is not judged ({@link #VARYING_DATASETS}, {@link #VARYING_COLUMNS}). The
 * baselines are in a store, so a replay judges as the first run did.
 */
public final class LayoutCanary {

    private static final int DAYS = 10;

    /** Prices grow in number from morning to evening; the series that are listed do not. */
    private static final Map<Feed, Dataset<?>> COUNTED = Map.of(Feeds.DERIVATIVE_QUOTATION, Datasets.OPTION_SERIES);

    /** Captures of two kinds of file, each with rows and columns of its own. */
    private static final Set<Feed> OF_SEVERAL_LAYOUTS = Set.of(Feeds.VOL_SURFACE_CAPTURES);

    /**
     * Datasets that say nothing of the layout. Quotes: before the opening nothing has a price, and of a quiet commodity
     * nothing later either. Open positions: only the captures of the older JSON have series.
     */
    private static final Map<Feed, Set<Dataset<?>>> VARYING_DATASETS = Map.of(
            Feeds.DERIVATIVE_QUOTATION, Set.of(Datasets.OPTION_PRICES, Datasets.UNDERLYING_PRICES),
            Feeds.OPEN_POSITIONS, Set.of(Datasets.OPTION_SERIES));

    /**
     * Columns that may be empty throughout: the short price report has no reference premium and no value per contract, the
     * full one may have.
     */
    private static final Map<Feed, Map<Dataset<?>, Set<String>>> VARYING_COLUMNS = Map.of(
            Feeds.PRICE_REPORT,
            Map.of(Datasets.OPTION_PRICES, Set.of("reference"), Datasets.ADJUSTMENTS, Set.of("valuePerContract")));

    private final KeyValueStore<String, Baseline> baselines;

    public LayoutCanary(KeyValueStore<String, Baseline> baselines) {
        this.baselines = baselines;
    }

    /**
     * A document that has been read.
     *
     * @param feed what it is of
     * @param part which of the feed's documents of a session; null when it was not fetched as one of several
     * @param found what was found in it
     * @param contents its records as JSON, in their order
     */
    public record Seen(Feed feed, @Nullable String part, Normalized found, List<? extends JsonNode> contents) {

        /** Feed, dataset and part as the store's keys have them, around the session. */
        private String key(Dataset<?> dataset, LocalDate day) {
            return feed.name() + "|" + dataset.name() + "|" + day + (subject().isEmpty() ? "" : "|" + subject());
        }

        private Dataset<?> counted() {
            return COUNTED.getOrDefault(feed, feed.datasets().get(0));
        }

        /** What is judged, what is counted first. */
        private List<Dataset<?>> judged() {
            Set<Dataset<?>> varying = VARYING_DATASETS.getOrDefault(feed, Set.of());
            return Stream.<Dataset<?>>concat(Stream.of(counted()), feed.datasets().stream())
                    .distinct()
                    .filter(dataset -> !varying.contains(dataset))
                    .toList();
        }

        /** The part; of an import, which says none, what all its records are about if the feed has parts by underlying. */
        private String subject() {
            if (part != null) {
                return part;
            }
            List<String> owners = COUNTED.containsKey(feed)
                    ? found.records().stream()
                            .map(MarketRecord::businessKey)
                            .map(key -> key.substring(0, key.indexOf('|')))
                            .distinct()
                            .toList()
                    : List.of();
            return owners.size() == 1 ? owners.get(0) : "";
        }

        private Baseline baseline(Dataset<?> dataset) {
            List<JsonNode> records = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                if (dataset.type().isInstance(found.records().get(i))) {
                    records.add(contents.get(i));
                }
            }
            return Baseline.of(records);
        }
    }

    /**
     * Lets a document pass and remembers what it looks like, or stops it.
     *
     * @param accepted whether an operator has said that the layout is right
     * @return what has changed, if the document must not pass
     */
    public Optional<String> check(Seen seen, boolean accepted) {
        LocalDate session = seen.found().session();
        if (session == null || OF_SEVERAL_LAYOUTS.contains(seen.feed())) {
            return Optional.empty();
        }
        Map<Dataset<?>, Baseline> found = new LinkedHashMap<>();
        seen.judged().forEach(dataset -> found.put(dataset, seen.baseline(dataset)));
        if (!accepted) {
            Optional<String> change = found.entrySet().stream()
                    .flatMap(each -> change(seen, session, each.getKey(), each.getValue()).stream())
                    .findFirst();
            if (change.isPresent()) {
                return change;
            }
        }
        found.forEach((dataset, now) -> remember(seen.key(dataset, session), now, accepted));
        return Optional.empty();
    }

    private Optional<String> change(Seen seen, LocalDate session, Dataset<?> dataset, Baseline now) {
        LocalDate earlier = earlierSession(seen, dataset, session);
        Baseline before = earlier == null ? null : baselines.get(seen.key(dataset, earlier));
        if (before == null) {
            return Optional.empty();
        }
        Set<String> varying =
                VARYING_COLUMNS.getOrDefault(seen.feed(), Map.of()).getOrDefault(dataset, Set.of());
        Optional<String> rows = dataset.equals(seen.counted()) ? now.fewerRowsThan(before) : now.noneOf(before);
        String what = dataset.name() + " of " + session + ", compared with " + earlier + ": ";
        return rows.or(() -> now.columnEmptiedSince(before, varying)).map(what::concat);
    }

    /**
     * The fullest document of a session is its baseline, unless an operator says that a later one is right. One without a row
     * is none.
     */
    private void remember(String key, Baseline now, boolean accepted) {
        Baseline before = baselines.get(key);
        if (accepted || (now.rows() > 0 && (before == null || now.rows() >= before.rows()))) {
            baselines.put(key, now);
        }
    }

    private @Nullable LocalDate earlierSession(Seen seen, Dataset<?> dataset, LocalDate session) {
        for (int days = 1; days <= DAYS; days++) {
            LocalDate day = session.minusDays(days);
            if (baselines.get(seen.key(dataset, day)) != null) {
                return day;
            }
        }
        return null;
    }
}
