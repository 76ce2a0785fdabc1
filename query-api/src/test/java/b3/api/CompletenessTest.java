package b3.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Dataset;
import b3.schema.Datasets;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;

/** Every dataset is served and listed; what is missing is named. */
class CompletenessTest {

    @Test
    void everyDatasetHasAnEndpoint() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("b3.api");
        Set<String> served = classes.stream()
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

    private static String whatToWrite(Dataset<?> dataset) {
        String name = dataset.type().getSimpleName();
        return "no endpoint serves " + dataset.path() + ": write " + name + "Controller and " + name
                + "Query in b3.api." + dataset.word();
    }
}
