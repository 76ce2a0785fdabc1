package b3.collector.indicators;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.calendar.TradingCalendar;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One series of the central bank, one day of it: {@code GET
 * /dados/serie/bcdata.sgs.11/dados?formato=json&dataInicial=03/02/2025&dataFinal=03/02/2025} answers with a JSON array of
 * {@code data} and {@code valor}. A day without a figure answers 404 or {@code []}. An error may come as HTTP 200 with a
 * web page, which says nothing about the day. A single day is asked for because a series may reach ahead (432, the Selic
 * target, up to the next meeting). The document does not name its series: the address does, and the part is its number.
 */
public final class BcbSeriesCollector implements Collector {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final Source source;
    private final int number;

    /**
     * A collector.
     *
     * @param source where and when
     * @param number of the series
     */
    public BcbSeriesCollector(Source source, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "series: expected the number of an SGS series such as 11, saw " + number);
        }
        this.source = source;
        this.number = number;
    }

    @Override
    public Feed feed() {
        return Feeds.BCB_INDICATORS;
    }

    @Override
    public String part() {
        return Integer.toString(number);
    }

    @Override
    public Source source() {
        return source;
    }

    /** The central bank publishes on every business day of the banks. */
    @Override
    public TradingCalendar calendar() {
        return TradingCalendar.ofBanks();
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        String day = session.format(DAY);
        String path =
                "/dados/serie/bcdata.sgs." + number + "/dados?formato=json&dataInicial=" + day + "&dataFinal=" + day;
        return BcbJson.ask(URI.create(source.url() + path), http, (json, answer) -> judged(json, answer, day));
    }

    private Fetched judged(JsonNode json, Fetched answer, String day) {
        if (!json.isArray()) {
            return answer.as(FAILED, "expected a JSON array of figures, saw " + json.getNodeType());
        }
        for (JsonNode figure : json) {
            if (day.equals(figure.path("data").asString(""))) {
                return answer;
            }
        }
        return answer.as(NOT_PUBLISHED, "expected a figure of " + day + ", saw " + json.size() + " of other days");
    }
}
