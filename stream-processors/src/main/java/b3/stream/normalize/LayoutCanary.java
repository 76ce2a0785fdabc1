package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Feed;
import b3.schema.MarketRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds every document against the {@link Baseline} of the same feed's nearest earlier session, at most
 * {@value #DAYS} calendar days back. The baselines are in a store, so a replay judges as the first run did.
 */
final class LayoutCanary {

    private static final int DAYS = 10;

    private final KeyValueStore<String, Baseline> baselines;

    LayoutCanary(KeyValueStore<String, Baseline> baselines) {
        this.baselines = baselines;
    }

    /**
     * Lets a document pass and remembers what it looks like, or stops it.
     *
     * @param contents the document's records as JSON, in their order
     * @param accepted whether an operator has said that the layout is right
     * @return what has changed, if the document must not pass
     */
    Optional<String> check(Feed feed, Normalized found, List<? extends JsonNode> contents, boolean accepted) {
        LocalDate session = found.session();
        if (session == null) {
            return Optional.empty();
        }
        Map<String, Baseline> seen = new LinkedHashMap<>();
        for (Dataset<?> dataset : feed.datasets()) {
            Baseline now = Baseline.of(ofDataset(dataset, found.records(), contents));
            LocalDate earlier = earlierSession(feed, dataset, session);
            Baseline before = earlier == null ? null : baselines.get(key(feed, dataset, earlier));
            Optional<String> change = before == null || accepted ? Optional.empty() : now.changeSince(before);
            if (change.isPresent()) {
                return change.map(
                        detail -> dataset.name() + " of " + session + ", compared with " + earlier + ": " + detail);
            }
            seen.put(key(feed, dataset, session), now);
        }
        seen.forEach((key, now) -> remember(key, now, accepted));
        return Optional.empty();
    }

    /** The fullest document of a session is its baseline, unless an operator says that a later one is right. */
    private void remember(String key, Baseline now, boolean accepted) {
        Baseline before = baselines.get(key);
        if (before == null || accepted || now.rows() >= before.rows()) {
            baselines.put(key, now);
        }
    }

    private @Nullable LocalDate earlierSession(Feed feed, Dataset<?> dataset, LocalDate session) {
        for (int days = 1; days <= DAYS; days++) {
            LocalDate day = session.minusDays(days);
            if (baselines.get(key(feed, dataset, day)) != null) {
                return day;
            }
        }
        return null;
    }

    private static List<JsonNode> ofDataset(
            Dataset<?> dataset, List<MarketRecord> records, List<? extends JsonNode> contents) {
        List<JsonNode> of = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (dataset.type().isInstance(records.get(i))) {
                of.add(contents.get(i));
            }
        }
        return of;
    }

    private static String key(Feed feed, Dataset<?> dataset, LocalDate session) {
        return feed.name() + "|" + dataset.name() + "|" + session;
    }
}
