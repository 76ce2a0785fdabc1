package b3.collector.indicators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcbSeriesCollectorTest {

    private static Collector target(Source source) {
        return new BcbSeriesCollector(source, 432);
    }

    @Test
    void asksForTheDayAndTakesItsFigureUntouched() throws Exception {
        byte[] figure = "[{\"data\":\"03/02/2025\",\"valor\":\"13.25\"}]".getBytes(UTF_8);
        try (LocalSource source = LocalSource.answering(200, figure, "Content-Type", "application/json")) {
            Fetched fetched = source.ask(BcbSeriesCollectorTest::target);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(figure);
            assertThat(LocalSource.document(fetched).url())
                    .as("the normalizer finds the series here")
                    .contains("bcdata.sgs.432");
            assertThat(source.paths)
                    .as("no range: the target reaches weeks ahead")
                    .containsExactly("/dados/serie/bcdata.sgs.432/dados?formato=json&dataInicial=03/02/2025"
                            + "&dataFinal=03/02/2025");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | NOT_PUBLISHED",
                "[{\"data\":\"31/01/2025\",\"valor\":\"13.25\"}] | NOT_PUBLISHED",
                "[{\"data\":\"03/02/20 | FAILED",
                "{\"erro\":\"indisponível\"} | FAILED",
                "Requisição inválida | FAILED",
                "<html>Requisição inválida | FAILED",
                "<!DOCTYPE html><html><title>Access Denied | BLOCKED"
            })
    void anotherAnswerWithHttp200IsNotTheDaysFigure(String answer, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(BcbSeriesCollectorTest::target, 200, answer))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_PUBLISHED", "403, BLOCKED", "502, FAILED", "400, REJECTED"})
    void tellsWhatAStatusMeans(int status, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(BcbSeriesCollectorTest::target, status, ""))
                .isEqualTo(outcome);
    }
}
