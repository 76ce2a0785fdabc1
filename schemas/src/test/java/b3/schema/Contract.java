package b3.schema;

import b3.schema.document.DocumentReport;
import b3.schema.document.Rejection;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One kind of JSON value on one topic: every dataset's record, and the two that report on documents.
 *
 * @param name kebab-case name: of its schema, its golden sample and its topic
 * @param type the Java record
 * @param description what one value is
 * @param topic the topic
 * @param samples folder of its golden samples
 */
record Contract(String name, Class<?> type, String description, String topic, Path samples) {

    private static final Path SAMPLES = Path.of("src/test/resources/b3/schema");

    static Stream<Contract> all() {
        Stream<Contract> datasets = Datasets.ALL.stream()
                .map(dataset -> new Contract(
                        dataset.name(),
                        dataset.type(),
                        dataset.description() + ".",
                        dataset.topic(),
                        SAMPLES.resolve(dataset.word())));
        return Stream.concat(
                datasets,
                Stream.of(
                        new Contract(
                                "rejected",
                                Rejection.class,
                                "Something in a document that was not taken, while the rest went on.",
                                Topic.REJECTED,
                                SAMPLES),
                        new Contract(
                                "documents",
                                DocumentReport.class,
                                "What one raw document yielded.",
                                Topic.DOCUMENTS,
                                SAMPLES)));
    }

    /** The checked-in JSON Schema. */
    Path schemaFile() {
        return Path.of("src/main/resources/b3/schema/json", name + ".schema.json");
    }

    /** The golden sample: one line, the bytes of the topic. */
    Path sampleFile() {
        return samples.resolve(name + ".json");
    }

    @Override
    public String toString() {
        return name;
    }
}
