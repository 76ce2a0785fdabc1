package b3.stream.normalize.adjustments;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The table of the settlement page as rows of six texts, the product carried down to the rows below it: in one shape the
 * product's cell is blank on those rows, in the other it spans them.
 */
final class SettlementTable {

    /**
     * One row.
     *
     * @param number its place in the table, the header not counted
     * @param product the product's cell, of this row or of the row it is carried from; null when there is none
     * @param cells the other five texts; fewer or more when the row has another shape
     */
    record Row(int number, @Nullable String product, List<String> cells) {}

    private static final int COLUMNS = 6;
    private static final String HEADER =
            "mercadoria\\|(vencimento|vct)\\|preco de ajuste anterior\\|preco de ajuste atual\\|variacao"
                    + "\\|valor do ajuste por contrato \\(r\\$\\)";

    private SettlementTable() {}

    /**
     * The rows of the page's settlement table, separators left out.
     *
     * @throws UnreadableDocumentException if the page has no such table, or no row in it
     */
    static List<Row> rows(Document page) {
        List<Element> lines = lines(page);
        List<Row> rows = new ArrayList<>();
        String product = null;
        int spanned = 0;
        int number = 0;
        for (Element line : lines) {
            number++;
            List<String> cells = texts(line);
            if (cells.stream().allMatch(cell -> cell.matches("-*"))) {
                continue;
            }
            if (cells.size() == COLUMNS) {
                String own = cells.get(0);
                product = own.isEmpty() ? product : own;
                spanned = span(line);
                rows.add(new Row(number, product, cells.subList(1, COLUMNS)));
            } else if (cells.size() == COLUMNS - 1 && spanned > 0) {
                spanned--;
                rows.add(new Row(number, product, cells));
            } else {
                // what follows cannot be told to belong to the product above
                product = null;
                spanned = 0;
                rows.add(new Row(number, null, cells));
            }
        }
        if (rows.stream().allMatch(row -> row.cells().size() < COLUMNS - 1)) {
            String said = rows.isEmpty() ? "nothing" : rows.get(0).cells().toString();
            throw unreadable("the page holds no settlement rows; its table says " + said);
        }
        return rows;
    }

    /** The table's rows under its header. */
    private static List<Element> lines(Document page) {
        for (Element table : page.select("table")) {
            List<Element> lines = table.select("> tbody > tr, > thead > tr, > tr");
            for (int i = 0; i < lines.size(); i++) {
                if (String.join("|", plain(texts(lines.get(i)))).matches(HEADER)) {
                    return lines.subList(i + 1, lines.size());
                }
            }
        }
        throw unreadable("expected a table with the columns Mercadoria, Vencimento, Preço de ajuste anterior, Preço de "
                + "ajuste atual, Variação, Valor do ajuste por contrato (R$), saw a page titled \"" + page.title()
                + "\" with " + page.select("table").size() + " tables");
    }

    private static List<String> texts(Element line) {
        return line.select("> td, > th").stream()
                .map(cell -> cell.text().replace('\u00a0', ' ').strip())
                .toList();
    }

    /** Rows below this one that the product's cell covers. */
    private static int span(Element line) {
        String span = line.select("> td").attr("rowspan");
        return span.matches("[1-9]\\d{0,3}") ? Integer.parseInt(span) - 1 : 0;
    }

    private static List<String> plain(List<String> texts) {
        return texts.stream()
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT))
                .toList();
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
