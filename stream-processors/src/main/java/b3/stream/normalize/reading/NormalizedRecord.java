package b3.stream.normalize.reading;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record of a document, with what the steps after its normalizer need of it.
 *
 * @param record the record as its normalizer made it
 * @param dataset the dataset of the record
 * @param content the record as JSON without its provenance: two documents that say the same of a key have equal contents
 */
public record NormalizedRecord(MarketRecord record, Dataset<?> dataset, ObjectNode content) {

    /** Prepares a record for the steps after its normalizer. */
    public static NormalizedRecord of(MarketRecord record) {
        ObjectNode content = (ObjectNode) Json.MAPPER.<JsonNode>valueToTree(record);
        content.remove("provenance");
        return new NormalizedRecord(record, Datasets.of(record), content);
    }

    /** The dataset and the business key: a document may say only one record of each. */
    public String key() {
        return dataset.name() + "|" + record.businessKey();
    }
}
