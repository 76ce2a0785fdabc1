package b3.stream.normalize.adjustments;

import b3.schema.document.Reason;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One page of a table of the daily bulletin.
 *
 * @param pageCount pages of the whole table, as this page says; 1 when it does not
 * @param rows its rows
 */
record BulletinPage(int pageCount, List<Row> rows) {

    /**
     * The pages of a document: an array of them, or one.
     *
     * @param required columns that every page must have
     * @throws UnreadableDocumentException if one is no such page, or none has a row
     */
    static List<BulletinPage> all(JsonNode root, List<String> required) {
        List<BulletinPage> pages = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(page -> pages.add(of(page, pages.size() + 1, required)));
        } else {
            pages.add(of(root, 1, required));
        }
        if (pages.stream().allMatch(page -> page.rows().isEmpty())) {
            throw unreadable("the table has no row in " + pages.size() + " pages");
        }
        return pages;
    }

    private static BulletinPage of(JsonNode page, int number, List<String> required) {
        JsonNode table = page.path("table");
        Map<String, Integer> columns = new HashMap<>();
        for (JsonNode column : table.path("columns")) {
            columns.putIfAbsent(JsonDocument.text(column.path("name")), columns.size());
        }
        if (!table.path("values").isArray()
                || columns.size() != table.path("columns").size()) {
            throw unreadable("page " + number + ": expected table.columns, each once, and table.values, saw "
                    + page.propertyNames() + " and columns " + columns.keySet());
        }
        List<Row> rows = new ArrayList<>();
        table.path("values").forEach(values -> rows.add(new Row(number, rows.size() + 1, columns, values)));
        if (!rows.isEmpty() && !columns.keySet().containsAll(required)) {
            throw new UnreadableDocumentException(
                    Reason.LAYOUT_CHANGED,
                    "page " + number + ": expected the columns " + required + ", saw " + columns.keySet());
        }
        return new BulletinPage(table.path("pageCount").asInt(1), rows);
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }

    /** One row. */
    record Row(int page, int number, Map<String, Integer> columns, JsonNode values) {

        /** The value of a column; missing when the table or the row has none. */
        JsonNode value(String column) {
            Integer place = columns.get(column);
            return place == null ? MissingNode.getInstance() : values.path(place);
        }

        /** The text of a column; empty when there is none. */
        String text(String column) {
            return JsonDocument.text(value(column));
        }

        /** The row's place, for a message. */
        String where(String name) {
            return "page " + page + " row " + number + " " + text(name);
        }
    }
}
