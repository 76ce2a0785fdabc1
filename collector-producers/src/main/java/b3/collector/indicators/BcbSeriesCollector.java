package b3.collector.indicators;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Fetches one day of one series of the central bank: {@code GET
 * /dados/serie/bcdata.sgs.11/dados?formato=json&dataInicial=03/02/2025&dataFinal=03/02/2025} answers with a JSON array of
 * {@code data} and {@code valor}. For a day without a figure the source answers 404 or {@code []}. A single day is asked
 * for because a series may extend into the future: 432, the Selic target, extends to the next meeting. The document does
 * not name its series; its address does, and the product is the number of the series.
 *
 * @param source the settings of the source
 * @param number the number of the series
 */
public record BcbSeriesCollector(Source source, int number) implements BcbCollector {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    public BcbSeriesCollector {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "series: expected the number of an SGS series such as 11, saw " + number);
        }
    }

    @Override
    public String product() {
        return Integer.toString(number);
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        String day = session.format(DAY);
        String path =
                "/dados/serie/bcdata.sgs." + number + "/dados?formato=json&dataInicial=" + day + "&dataFinal=" + day;
        return BcbCollector.ask(URI.create(source.url() + path), http, (json, answer) -> judged(json, answer, day));
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
