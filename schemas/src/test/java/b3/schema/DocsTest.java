package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The documents say what the code says. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DATASETS = ROOT.resolve("docs/datasets.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Stream<Path> documents() throws IOException {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), markdown("docs").stream());
    }

    static List<Path> runbooks() throws IOException {
        return markdown("docs/runbooks");
    }

    @Test
    void theDatasetsAreThoseOfTheCode() {
        List<List<String>> rows = table("dataset");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .as("first column of the datasets in %s", DATASETS)
                .containsExactlyElementsOf(
                        Datasets.ALL.stream().map(Dataset::name).toList());
        for (int i = 0; i < rows.size(); i++) {
            Dataset<?> dataset = Datasets.ALL.get(i);
            List<String> row = rows.get(i);
            assertThat(codes(row.get(3))).as("table of %s", dataset.name()).startsWith(dataset.table());
            assertThat(codes(row.get(4))).as("path of %s", dataset.name()).startsWith(dataset.path());
            assertThat(row.get(5)).as("unit of %s", dataset.name()).isEqualTo(dataset.unit());
        }
    }

    @Test
    void theKeysAreThoseOfTheRecords() throws IOException {
        for (List<String> row : table("dataset")) {
            Contract contract = Contract.all()
                    .filter(one -> one.name().equals(row.get(0)))
                    .findFirst()
                    .orElseThrow();
            byte[] sample = WireFormatTest.sample(contract);
            MarketRecord record = (MarketRecord) Json.read(sample, contract.type());
            JsonNode fields = Json.MAPPER.readTree(sample);
            String key = Arrays.stream(row.get(2).split("\\|"))
                    .map(name -> name.equals("ts")
                            ? record.ts().toString()
                            : fields.path(name).asString())
                    .collect(Collectors.joining("|"));
            assertThat(key).as("key of %s, %s", row.get(0), row.get(2)).isEqualTo(record.businessKey());
        }
    }

    @Test
    void theOrdersOfTrustAreThoseOfTheCode() {
        assertThat(table("dataset of several"))
                .extracting(row -> row.get(0) + ": " + row.get(1))
                .as("orders of trust in %s", DATASETS)
                .containsExactlyElementsOf(Datasets.ALL.stream()
                        .filter(dataset -> FeedsTest.inOrder(dataset).size() > 1)
                        .map(dataset -> dataset.name() + ": "
                                + FeedsTest.inOrder(dataset).stream()
                                        .map(Feed::name)
                                        .collect(Collectors.joining(", ")))
                        .toList());
    }

    @Test
    void theFeedsAreThoseOfTheCode() {
        assertThat(table("feed"))
                .extracting(row -> row.get(0) + ": " + row.get(2))
                .as("feeds and what they yield in %s", DATASETS)
                .containsExactlyElementsOf(Feeds.ALL.stream()
                        .map(feed -> feed.name() + ": "
                                + feed.datasets().stream().map(Dataset::name).collect(Collectors.joining(", ")))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            if (!link.group(1).matches("https?://.*|/.*")) {
                assertThat(document.resolveSibling(link.group(1)))
                        .as("link in %s", document)
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void everyRunbookHasTheSameParts(Path runbook) throws IOException {
        assertThat(Files.readString(runbook)).contains("\n**Seen.**", "\n**Check.**", "\n**Do.**", "\n**Why.**");
    }

    @Test
    void theReadmeIsReadInAMinute() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(120);
    }

    /** Cells of the table whose first column has this title. */
    private static List<List<String>> table(String title) {
        try {
            return Files.readAllLines(DATASETS).stream()
                    .dropWhile(line -> !line.startsWith("| " + title + " |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                            .map(cell -> cell.replace("\\|", "|").strip())
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static List<Path> markdown(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
