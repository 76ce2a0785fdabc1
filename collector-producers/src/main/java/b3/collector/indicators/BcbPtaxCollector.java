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
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Fetches the central bank's bulletins of the dollar's exchange rate for one day: {@code GET
 * /olinda/servico/PTAX/versao/v1/odata/CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)?@moeda='USD'
 * &@dataCotacao='02-03-2025'&$format=json} answers with a JSON object whose {@code value} holds up to five bulletins. The
 * document is there once the closing bulletin, {@code Fechamento PTAX}, is among them, which is a little after 13:00. For a
 * day without bulletins the list is empty.
 *
 * @param source the settings of the source
 */
public record BcbPtaxCollector(Source source) implements BcbCollector {

    /** The product that these bulletins are of their feed. */
    public static final String PRODUCT = "PTAX";

    private static final Set<String> CLOSING = Set.of("Fechamento PTAX", "Fechamento");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT);
    private static final String PATH = "/olinda/servico/PTAX/versao/v1/odata/"
            + "CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)?@moeda=%27USD%27&@dataCotacao=%27";

    @Override
    public String product() {
        return PRODUCT;
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        String path = PATH + session.format(DAY) + "%27&$format=json";
        return BcbCollector.ask(URI.create(source.url() + path), http, (json, answer) -> judged(json, answer, session));
    }

    private static Fetched judged(JsonNode json, Fetched answer, LocalDate session) {
        JsonNode bulletins = json.path("value");
        if (!bulletins.isArray()) {
            return answer.as(FAILED, "expected a JSON object with bulletins in value, saw " + json.propertyNames());
        }
        for (JsonNode bulletin : bulletins) {
            boolean closing = CLOSING.contains(bulletin.path("tipoBoletim").asString(""));
            if (closing && bulletin.path("dataHoraCotacao").asString("").startsWith(session.toString())) {
                return answer;
            }
        }
        String seen = bulletins.size() + " bulletins without one";
        return answer.as(NOT_PUBLISHED, "expected the closing bulletin of " + session + ", saw " + seen);
    }
}
