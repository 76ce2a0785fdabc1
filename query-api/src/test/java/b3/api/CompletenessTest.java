package b3.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.schema.Dataset;
import b3.schema.Datasets;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;

/** Every dataset is served and listed; what is missing is named. */
class CompletenessTest {

    @Test
    void everyDatasetHasAnEndpoint() {
        Set<String> served = classes().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(GetMapping.class))
                .map(method -> method.getAnnotationOfType(GetMapping.class))
                .flatMap(mapping -> Stream.concat(Arrays.stream(mapping.value()), Arrays.stream(mapping.path())))
                .collect(Collectors.toSet());
        List<String> missing = Datasets.ALL.stream()
                .filter(dataset -> !served.contains(dataset.path()))
                .map(CompletenessTest::whatToWrite)
                .toList();
        assertThat(missing).isEmpty();
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
        assertThat(queries()).hasSizeGreaterThanOrEqualTo(Datasets.ALL.size()).allSatisfy(query -> {
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

    private static List<Query> queries() {
        return classes().stream()
                .filter(type -> type.getSimpleName().endsWith("Query"))
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredFields()))
                .filter(field -> field.getType() == Query.class)
                .map(CompletenessTest::value)
                .toList();
    }

    private static Query value(Field constant) {
        try {
            constant.setAccessible(true);
            return (Query) Objects.requireNonNull(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(constant.toString(), e);
        }
    }

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("b3.api");
    }

    private static String whatToWrite(Dataset<?> dataset) {
        String name = dataset.type().getSimpleName();
        return "no endpoint serves " + dataset.path() + ": write " + name + "Controller and " + name
                + "Query in b3.api." + dataset.word();
    }
}
