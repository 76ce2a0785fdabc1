package b3.collector;

import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final List<Collector> ALL = Registry.all(CollectorConfigTest.defaults());

    @Test
    void everyFeedIsCollectedOrSaidToBeImportOnly() {
        Set<Feed> collected = ALL.stream().map(Collector::feed).collect(Collectors.toSet());
        for (Feed feed : Feeds.ALL) {
            assertThat(collected.contains(feed) != Registry.IMPORT_ONLY.containsKey(feed))
                    .as(
                            "%s: write <Source><Dataset>Collector in b3.collector.%s and list it in Registry, with its"
                                    + " settings in b3-collector.yml; or give the reason in Registry.IMPORT_ONLY",
                            feed.name(), feed.datasets().get(0).word())
                    .isTrue();
        }
        assertThat(ALL).extracting(Collector::name).doesNotHaveDuplicates();
    }

    @Test
    void everyCollectorIsListed() {
        Set<String> written = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("b3.collector").stream()
                        .filter(type -> type.isAssignableTo(Collector.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(ALL.stream().map(collector -> collector.getClass().getName()).distinct())
                .as("every implementation of Collector has its line in Registry")
                .containsExactlyInAnyOrderElementsOf(written);
    }
}
