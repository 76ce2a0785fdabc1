package b3.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.api.queries.Queries;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.schema.Dataset;
import b3.schema.Datasets;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every dataset is served and listed; what is missing is named. */
class CompletenessTest {

    @Test
    void everyDatasetHasAnEndpoint() {
        assertThat(Queries.all())
                .extracting(Query::path)
                .doesNotHaveDuplicates()
                .containsAll(Datasets.ALL.stream().map(Dataset::path).toList());
    }

    @Test
    void theFrontPageNamesEveryDataset() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CompletenessTest.class.getResourceAsStream("/b3/api/static/index.html"))) {
            String page = new String(in.readAllBytes(), UTF_8);
            assertThat(Datasets.ALL).allSatisfy(dataset -> assertThat(page).contains("href=\"" + dataset.path()));
        }
    }

    @Test
    void whatIsFilteredBeforeTheStandingRowIsChosenIsPartOfItsKey() {
        assertThat(Queries.all())
                .hasSizeGreaterThanOrEqualTo(Datasets.ALL.size())
                .allSatisfy(query -> {
                    List<String> key = query.dataset().keyColumns();
                    // records without revisions have nothing to choose
                    if (!key.isEmpty()) {
                        assertThat(query.parameters()).allSatisfy(parameter -> assertThat(
                                        columns(parameter.conditions().getOrDefault(Parameter.Place.KEY, "")))
                                .as("columns of the key that `%s` of %s looks at", parameter.name(), query.path())
                                .isSubsetOf(Stream.concat(key.stream(), Stream.of("stands_from"))
                                        .toList()));
                        assertThat(query.latestPer()).as(query.path()).isSubsetOf(key);
                    }
                });
    }

    /** The columns that a condition names: its words but for keywords, functions, texts and bind variables. */
    private static List<String> columns(String condition) {
        return Pattern.compile("\\w+(?![\\w(])")
                .matcher(condition.replaceAll(":\\w+|'[^']*'|\\b(and|or|in|is|not|null|\\d+)\\b", ""))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
