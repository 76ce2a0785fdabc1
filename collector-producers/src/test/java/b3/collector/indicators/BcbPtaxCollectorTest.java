package b3.collector.indicators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcbPtaxCollectorTest {

    @Test
    void takesTheDaysBulletinsUntouchedOnceTheClosingOneIsAmongThem() throws Exception {
        byte[] bulletins = """
                {"value":[
                 {"cotacaoVenda":5.85,"dataHoraCotacao":"2025-02-03 13:03:30.4","tipoBoletim":"Intermediário"},
                 {"cotacaoVenda":5.86,"dataHoraCotacao":"2025-02-03 13:03:30.6","tipoBoletim":"Fechamento PTAX"}]}
                """.getBytes(UTF_8);
        try (LocalSource source = LocalSource.answering(200, bulletins)) {
            Fetched fetched = source.ask(BcbPtaxCollector::new);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(bulletins);
            assertThat(source.paths).singleElement().asString().contains("@moeda=%27USD%27", "%2702-03-2025%27");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"value\":[]} | NOT_PUBLISHED",
                "{\"value\":[{\"dataHoraCotacao\":\"2025-02-03 10:09:16\",\"tipoBoletim\":\"Abertura\"}]} | NOT_PUBLISHED",
                "{\"value\":[{\"dataHoraCotacao\":\"2025-01-31 13:03\",\"tipoBoletim\":\"Fechamento\"}]} | NOT_PUBLISHED",
                "{\"value\":[{\"dataHoraCotacao\":\"2025-02-03 13:03\",\"tipoBoletim\":\"Fechamento Interbancário\"}]} | NOT_PUBLISHED",
                "{\"value\":[{\"dataHoraCotacao\":\"2025-02-03 13:03\",\"tipoBoletim\":\"Fechamento\"}]} | FETCHED",
                "{\"codigo\":400} | FAILED",
                "[] | FAILED",
                "{\"value\":[{\"da | FAILED",
                "<html>Olinda | FAILED",
                "<html>captcha | BLOCKED"
            })
    void anotherAnswerWithHttp200IsNotTheDaysClosing(String answer, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(BcbPtaxCollector::new, 200, answer)).isEqualTo(outcome);
    }
}
