package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.MarketRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds every document against the {@link Baseline} of the nearest earlier session, at most {@value #DAYS} calendar days
 * back, of the same feed and part: of the quotes of one commodity nothing follows for those of another. What is counted is
 * the dataset that the feed exists for. Of its other datasets a document may rightly carry more or less: the full price
 * report has shares and the short one has none. The baselines are in a store, so a replay judges as the first run did.
 */
final class LayoutCanary {

    private static final int DAYS = 10;

    /** Prices grow in number from morning to evening; the series that are listed do not. */
    private static final Map<Feed, Dataset<?>> COUNTED = Map.of(Feeds.DERIVATIVE_QUOTATION, Datasets.OPTION_SERIES);

    /** Captures of two kinds of file, each with rows and columns of its own. */
    private static final Set<Feed> OF_SEVERAL_LAYOUTS = Set.of(Feeds.VOL_SURFACE_CAPTURES);

    private final KeyValueStore<String, Baseline> baselines;

    LayoutCanary(KeyValueStore<String, Baseline> baselines) {
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
    record Seen(Feed feed, @Nullable String part, Normalized found, List<? extends JsonNode> contents) {

        /** Feed, dataset and part as the store's keys have them, around the session. */
        private String key(LocalDate session) {
            return feed.name() + "|" + counted().name() + "|" + session
                    + (subject().isEmpty() ? "" : "|" + subject());
        }

        private Dataset<?> counted() {
            return COUNTED.getOrDefault(feed, feed.datasets().get(0));
        }

        /** The part; of an import, which says none, what all its records are about if the feed has parts by underlying. */
        private String subject() {
            if (part != null) {
                return part;
            }
            List<String> owners = COUNTED.containsKey(feed)
                    ? found.records().stream()
                            .map(MarketRecord::topicKey)
                            .distinct()
                            .toList()
                    : List.of();
            return owners.size() == 1 ? owners.get(0) : "";
        }

        private Baseline baseline() {
            List<JsonNode> records = new ArrayList<>();
            for (int i = 0; i < contents.size(); i++) {
                if (counted().type().isInstance(found.records().get(i))) {
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
    Optional<String> check(Seen seen, boolean accepted) {
        LocalDate session = seen.found().session();
        if (session == null || OF_SEVERAL_LAYOUTS.contains(seen.feed())) {
            return Optional.empty();
        }
        Baseline now = seen.baseline();
        LocalDate earlier = earlierSession(seen, session);
        Baseline before = earlier == null ? null : baselines.get(seen.key(earlier));
        Optional<String> change = before == null || accepted ? Optional.empty() : now.changeSince(before);
        if (change.isEmpty()) {
            remember(seen.key(session), now, accepted);
        }
        String what = seen.counted().name() + " of " + session + ", compared with " + earlier + ": ";
        return change.map(what::concat);
    }

    /** The fullest document of a session is its baseline, unless an operator says that a later one is right. */
    private void remember(String key, Baseline now, boolean accepted) {
        Baseline before = baselines.get(key);
        if (before == null || accepted || now.rows() >= before.rows()) {
            baselines.put(key, now);
        }
    }

    private @Nullable LocalDate earlierSession(Seen seen, LocalDate session) {
        for (int days = 1; days <= DAYS; days++) {
            LocalDate day = session.minusDays(days);
            if (baselines.get(seen.key(day)) != null) {
                return day;
            }
        }
        return null;
    }
}
