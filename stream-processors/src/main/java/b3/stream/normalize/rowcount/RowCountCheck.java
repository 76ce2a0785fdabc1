package b3.stream.normalize.rowcount;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.stream.normalize.reading.NormalizedRecord;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Compares every document, dataset by dataset, with the {@link RowCount} of the nearest earlier session of the same feed,
 * part and dataset. The quotes of one commodity are compared only with quotes of the same commodity.
 *
 * <ul>
 *   <li>The rows of the dataset that the feed exists for are counted. Of its other datasets a document may rightly carry
 *       more or fewer rows (the full price report has shares and the short one has none), but an emptied one is refused.
 *   <li>The columns of every dataset are compared: a column that was filled in most rows must not be empty in all of them.
 * </ul>
 *
 * What the market or the kind of document empties is not compared ({@link #VARYING_DATASETS}, {@link #VARYING_COLUMNS}).
 */
public final class RowCountCheck {

    /** Prices grow in number from morning to evening; the series that are listed do not. */
    private static final Map<Feed, Dataset<?>> COUNTED = Map.of(Feeds.DERIVATIVE_QUOTATION, Datasets.OPTION_SERIES);

    /** Feeds whose documents come in two kinds of file, each with rows and columns of its own. */
    private static final Set<Feed> OF_SEVERAL_LAYOUTS = Set.of(Feeds.VOL_SURFACE_CAPTURES);

    /**
     * Datasets that may be empty although the layout is right. Quotes: no series has a price before the opening, and a quiet
     * commodity has none later either. Open positions: only the captures of the older JSON have series.
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

    private final RowCountHistory history;

    public RowCountCheck(KeyValueStore<String, RowCount> counts) {
        this.history = new RowCountHistory(counts);
    }

    /**
     * A document that has been read.
     *
     * @param feed the feed of the document
     * @param part which of the feed's documents of a session; null when it was not fetched as one of several
     * @param session the session of the document; null when it covers several or none
     * @param records the records of the document
     */
    public record Seen(
            Feed feed, @Nullable String part, @Nullable LocalDate session, List<NormalizedRecord> records) {

        /** The key in the history: feed, dataset, session and, if there is one, the part. */
        private String key(Dataset<?> dataset, LocalDate day) {
            return feed.name() + "|" + dataset.name() + "|" + day + (subject().isEmpty() ? "" : "|" + subject());
        }

        private Dataset<?> counted() {
            return COUNTED.getOrDefault(feed, feed.datasets().get(0));
        }

        /** The datasets that are compared; the one whose rows are counted comes first. */
        private List<Dataset<?>> judged() {
            Set<Dataset<?>> varying = VARYING_DATASETS.getOrDefault(feed, Set.of());
            return Stream.<Dataset<?>>concat(Stream.of(counted()), feed.datasets().stream())
                    .distinct()
                    .filter(dataset -> !varying.contains(dataset))
                    .toList();
        }

        /**
         * The part. An import names none: then it is the underlying of the records, if the feed has one part for each
         * underlying and all records have the same.
         */
        private String subject() {
            if (part != null) {
                return part;
            }
            List<String> owners = COUNTED.containsKey(feed)
                    ? records.stream()
                            .map(each -> each.record().businessKey())
                            .map(key -> key.substring(0, key.indexOf('|')))
                            .distinct()
                            .toList()
                    : List.of();
            return owners.size() == 1 ? owners.get(0) : "";
        }

        private RowCount count(Dataset<?> dataset) {
            return RowCount.of(records.stream()
                    .filter(each -> each.dataset().equals(dataset))
                    .map(NormalizedRecord::content)
                    .toList());
        }
    }

    /**
     * Compares a document with the history, and adds it to the history if it passes.
     *
     * @param accepted whether an operator has accepted the layout of the document
     * @return what has changed, if the document must be refused
     */
    public Optional<String> check(Seen seen, boolean accepted) {
        LocalDate session = seen.session();
        if (session == null || OF_SEVERAL_LAYOUTS.contains(seen.feed())) {
            return Optional.empty();
        }
        Map<Dataset<?>, RowCount> found = new LinkedHashMap<>();
        seen.judged().forEach(dataset -> found.put(dataset, seen.count(dataset)));
        if (!accepted) {
            Optional<String> change = found.entrySet().stream()
                    .flatMap(each -> change(seen, session, each.getKey(), each.getValue()).stream())
                    .findFirst();
            if (change.isPresent()) {
                return change;
            }
        }
        found.forEach((dataset, now) -> history.remember(seen.key(dataset, session), now, accepted));
        return Optional.empty();
    }

    private Optional<String> change(Seen seen, LocalDate session, Dataset<?> dataset, RowCount now) {
        RowCountHistory.Earlier earlier = history.before(session, day -> seen.key(dataset, day));
        if (earlier == null) {
            return Optional.empty();
        }
        Set<String> varying =
                VARYING_COLUMNS.getOrDefault(seen.feed(), Map.of()).getOrDefault(dataset, Set.of());
        RowCount before = earlier.count();
        Optional<String> rows = dataset.equals(seen.counted()) ? now.fewerRowsThan(before) : now.noneOf(before);
        String what = dataset.name() + " of " + session + ", compared with " + earlier.session() + ": ";
        return rows.or(() -> now.columnEmptiedSince(before, varying)).map(what::concat);
    }
}
