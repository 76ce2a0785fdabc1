package b3.stream.normalize.gammalevels;

import b3.schema.document.Reason;
import b3.stream.normalize.gammalevels.SiteFigure.Separator;
import b3.stream.normalize.gammalevels.SiteLevels.Level;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final List<String> LEVELS =
            Stream.of(Level.values()).map(Level::field).toList();
    private static final String ELEMENTS = Stream.of(Level.values())
            .map(level -> "[" + INSTRUMENT + "][" + attribute(level) + "]")
            .collect(Collectors.joining(", "));
    private static final int MAX_TITLES = 200;

    private final String html;
    private final Document page;
    private final @Nullable String pageTime;

    private LevelsPage(String html) {
        this.html = html;
        this.page = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
        this.pageTime = pageTime();
    }

    /**
     * Every instrument of the page, in its order; empty when nothing of it looks like levels.
     *
     * @throws UnreadableDocumentException {@link Reason#LAYOUT_CHANGED} if something does, and yet there is not one level
     */
    static List<SiteLevels> read(String html) {
        LevelsPage page = new LevelsPage(html);
        List<SiteLevels> found = new ArrayList<>();
        for (Element element : page.page.select(ELEMENTS)) {
            found.add(page.element(element, found.size() + 1));
        }
        for (Element table : page.page.select("table:not(:has(" + ELEMENTS + "))")) {
            page.addRows(table, found);
        }
        if (found.isEmpty()) {
            page.checkChange();
        } else if (found.stream().allMatch(LevelsPage::isWithoutLevels)) {
            throw changed("expected an instrument with a level, saw " + found.size() + " without any");
        }
        return found;
    }

    private void checkChange() {
        for (Element row : page.select("tr")) {
            List<Element> cells = cells(row);
            if (cells.stream().anyMatch(LevelsPage::isTelling)) {
                String titles = cells.stream().map(Element::text).toList().toString();
                throw changed("expected Instrument and one of Call wall, Put wall, Gamma flip, saw the columns "
                        + (titles.length() <= MAX_TITLES ? titles : titles.substring(0, MAX_TITLES) + "…"));
            }
        }
        if (page.selectFirst("[" + INSTRUMENT + "]") != null) {
            throw changed("expected data-call-wall, data-put-wall or data-gamma-flip beside data-instrument, saw none");
        }
    }

    private static boolean isWithoutLevels(SiteLevels instrument) {
        return instrument.levels().values().stream()
                .allMatch(figure -> figure.absent().isPresent());
    }

    private static UnreadableDocumentException changed(String detail) {
        return new UnreadableDocumentException(Reason.LAYOUT_CHANGED, detail);
    }

    private SiteLevels element(Element element, int number) {
        Map<Level, SiteFigure> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            String attribute = attribute(level);
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

    private static String attribute(Level level) {
        return "data-" + level.field().replace('_', '-');
    }

    private void addRows(Element table, List<SiteLevels> found) {
        Map<Integer, String> columns = Map.of();
        int number = 0;
        for (Element row : table.select("> tbody > tr, > thead > tr, > tr")) {
            List<Element> cells = cells(row);
            if (columns.isEmpty()) {
                columns = columns(cells);
            } else if (!row.text().isBlank()) {
                found.add(row(row, cells, columns, ++number));
            }
        }
    }

    private static List<Element> cells(Element row) {
        return row.select("> td, > th");
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
            String meaning = meaning(cells.get(i));
            if (meaning != null && columns.containsValue(meaning)) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        "the table has two columns for "
                                + cells.get(i).text().strip().toLowerCase(Locale.ROOT));
            }
            if (meaning != null) {
                columns.put(i, meaning);
            }
        }
        boolean levels = LEVELS.stream().anyMatch(columns::containsValue);
        return columns.containsValue(INSTRUMENT) && levels ? columns : Map.of();
    }

    private static @Nullable String meaning(Element cell) {
        return COLUMNS.get(Normalizer.normalize(cell.text().strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT));
    }

    /** Whether this is a title that the header of levels has. */
    private static boolean isTelling(Element cell) {
        String meaning = meaning(cell);
        return meaning != null && (meaning.equals(INSTRUMENT) || LEVELS.contains(meaning));
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
