package b3.stream.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Topic;
import b3.stream.normalize.reading.FeedReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    @Test
    void everyFeedHasItsReader() {
        List<Feed> read = Registry.ALL.stream().map(FeedReader::feed).toList();
        for (Feed feed : Feeds.ALL) {
            assertThat(read)
                    .as("write <Source>%sNormalizer in b3.stream.normalize and list it in Registry", feed.name())
                    .containsOnlyOnce(feed);
        }
        assertThat(Feeds.ALL).as("list the feed in Feeds.ALL").containsAll(read);
    }

    @Test
    void everyTopicOfTheTopologyIsCreated() {
        assertThat(Topic.names().collect(Collectors.toSet()))
                .containsAll(Registry.ALL.stream()
                        .flatMap(normalizer -> normalizer.feed().datasets().stream())
                        .map(dataset -> dataset.topic())
                        .toList());
    }

    @Test
    void everyDatasetOfAFeedIsOneOfTheSystem() {
        Feeds.ALL.forEach(feed -> assertThat(Datasets.ALL).containsAll(feed.datasets()));
    }
}
