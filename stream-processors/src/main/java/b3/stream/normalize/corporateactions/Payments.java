package b3.stream.normalize.corporateactions;

import b3.stream.normalize.corporateactions.Payment.Likeness;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The payments of one document. Instalments of the same amount are alike in all that both lists tell of them; they get
 * numbers in the order of their payment dates, or in that of the document where it tells none.
 */
final class Payments {

    private static final Comparator<Row> BY_PAYMENT_DATE = Comparator.comparing(
            row -> row.payment().paymentDate(), Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()));

    private record Row(Payment payment, String where) {}

    private final DocumentRows rows;
    private final List<Row> read = new ArrayList<>();
    private int position;

    Payments(DocumentRows rows) {
        this.rows = rows;
    }

    /**
     * Reads every item of a list; one that cannot be read is rejected alone.
     *
     * @param names fields that tell a person which item it is
     */
    void read(JsonNode items, Function<JsonNode, Payment> reader, String... names) {
        for (JsonNode item : items) {
            position++;
            String name = Stream.of(names)
                    .map(field -> JsonDocument.text(item.path(field)))
                    .collect(Collectors.joining(" "));
            String where = "row " + position + " " + name;
            try {
                read.add(new Row(reader.apply(item), where));
            } catch (UnreadableFieldException e) {
                rows.reject(where, e);
            }
        }
    }

    /** Hands the payments over as records of this company. */
    void finish(String company) {
        Map<Likeness, List<Row>> alike = read.stream()
                .collect(Collectors.groupingBy(
                        row -> row.payment().likeness(), LinkedHashMap::new, Collectors.toList()));
        for (List<Row> instalments : alike.values()) {
            instalments.sort(BY_PAYMENT_DATE);
            for (int i = 0; i < instalments.size(); i++) {
                Row row = instalments.get(i);
                rows.add(row.payment().record(company, i + 1, rows.provenance()), row.where());
            }
        }
    }
}
