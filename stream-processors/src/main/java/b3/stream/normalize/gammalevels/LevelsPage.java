package b3.stream.normalize.gammalevels;

import b3.schema.Reason;
import b3.stream.normalize.UnreadableDocumentException;
import b3.stream.normalize.gammalevels.SiteFigure.Separator;
import b3.stream.normalize.gammalevels.SiteLevels.Level;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The levels of a vendor's page, in the two shapes that {@link GammaSiteNormalizer} specifies. */
final class LevelsPage {

    private static final String INSTRUMENT = "data-instrument";
    private static final String TIME = "data-time";
    private static final String DECIMAL = "data-decimal";
    private static final String STATUS = "status";
    private static final Map<String, String> COLUMNS = Map.of(
            "instrument", INSTRUMENT,
            "ativo", INSTRUMENT,
            "call wall", "call_wall",
            "put wall", "put_wall",
            "gamma flip", "gamma_flip",
            "status", STATUS,
            "time", TIME,
            "horario", TIME,
            "atualizado em", TIME);

    private final String html;
    private final Document page;
    private final @Nullable String pageTime;

    private LevelsPage(String html) {
        this.html = html;
        this.page = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
        this.pageTime = pageTime();
    }

    /** Every instrument of the page, in its order; empty when it has none in either shape. */
    static List<SiteLevels> read(String html) {
        LevelsPage page = new LevelsPage(html);
        List<SiteLevels> found = new ArrayList<>();
        for (Element element : page.page.select("[" + INSTRUMENT + "]")) {
            found.add(page.element(element, found.size() + 1));
        }
        for (Element table : page.page.select("table:not(:has([" + INSTRUMENT + "]))")) {
            page.addRows(table, found);
        }
        return found;
    }

    private SiteLevels element(Element element, int number) {
        Map<Level, SiteFigure> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            String attribute = "data-" + level.field().replace('_', '-');
            if (element.hasAttr(attribute)) {
                levels.put(level, new SiteFigure(element.attr(attribute), decimal(element)));
            }
        }
        String instrument = element.attr(INSTRUMENT).strip();
        return new SiteLevels(
                "element " + number,
                instrument,
                levels,
                element.attr("data-status").strip(),
                time(element),
                fragment(element));
    }

    private void addRows(Element table, List<SiteLevels> found) {
        Map<Integer, String> columns = Map.of();
        int number = 0;
        for (Element row : table.select("> tbody > tr, > thead > tr, > tr")) {
            List<Element> cells = row.select("> td, > th");
            if (columns.isEmpty()) {
                columns = columns(cells);
            } else if (!row.text().isBlank()) {
                found.add(row(row, cells, columns, ++number));
            }
        }
    }

    private SiteLevels row(Element row, List<Element> cells, Map<Integer, String> columns, int number) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (columns.containsKey(i)) {
                texts.put(columns.get(i), cells.get(i).text().strip());
            }
        }
        Map<Level, SiteFigure> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            String text = texts.get(level.field());
            if (text != null) {
                levels.put(level, new SiteFigure(text, decimal(row)));
            }
        }
        String own = texts.getOrDefault(TIME, "");
        return new SiteLevels(
                "row " + number,
                texts.getOrDefault(INSTRUMENT, ""),
                levels,
                texts.getOrDefault(STATUS, ""),
                own.isEmpty() ? time(row) : own,
                fragment(row));
    }

    /** Place to meaning; empty when this is not the header of levels. */
    private static Map<Integer, String> columns(List<Element> cells) {
        Map<Integer, String> columns = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String title = Normalizer.normalize(cells.get(i).text().strip(), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
            String meaning = COLUMNS.get(title);
            if (meaning != null && columns.containsValue(meaning)) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT, "the table has two columns for " + title);
            }
            if (meaning != null) {
                columns.put(i, meaning);
            }
        }
        boolean levels = List.of(Level.values()).stream().anyMatch(level -> columns.containsValue(level.field()));
        return columns.containsValue(INSTRUMENT) && levels ? columns : Map.of();
    }

    private @Nullable String time(Element element) {
        Element told = element.closest("[" + TIME + "]");
        return told == null ? pageTime : told.attr(TIME);
    }

    /** The page's one time; several times that differ are none. */
    private @Nullable String pageTime() {
        Set<String> times = new TreeSet<>(page.select("time[datetime]").eachAttr("datetime"));
        if (times.size() > 1) {
            throw new UnreadableDocumentException(Reason.NO_SESSION, "the page gives several times: " + times);
        }
        return times.isEmpty() ? null : times.iterator().next();
    }

    private static Separator decimal(Element element) {
        Element told = element.closest("[" + DECIMAL + "]");
        if (told == null) {
            return Separator.NOT_TOLD;
        }
        return switch (told.attr(DECIMAL)) {
            case "," -> Separator.COMMA;
            case "." -> Separator.POINT;
            default ->
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        DECIMAL + ": expected a comma or a point, saw \"" + told.attr(DECIMAL) + "\"");
        };
    }

    /** The element's own text in the document, where it can be told. */
    private String fragment(Element element) {
        Range start = element.sourceRange();
        Range end = element.endSourceRange();
        return start.isTracked() && end.isTracked() && end.endPos() > start.startPos()
                ? html.substring(start.startPos(), end.endPos())
                : element.outerHtml();
    }
}
