package b3.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.api.http.ProblemException;
import b3.schema.Datasets;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private static final Query QUERY = Query.of(Datasets.JOBS)
            .showing(List.of(
                    new Field(TableColumn.derived("name", "name", Kind.TEXT, "name", "Name")),
                    new Field(TableColumn.derived("value", "value", Kind.NUMBER, "value", "Value"))));

    @Test
    void quotesTheCellsThatNeedIt() {
        Page page = new Page(
                QUERY,
                List.of(row("plain", 1.0), row("a,b", 0.1), row("say \"x\"", null), row("two\nlines", 5870.1234)),
                null);
        assertThat(new String(Format.CSV.write(page), UTF_8))
                .isEqualTo(
                        "name,value\r\nplain,1.0\r\n\"a,b\",0.1\r\n\"say \"\"x\"\"\",\r\n\"two\nlines\",5870.1234\r\n");
    }

    @Test
    void writesTheSameFiguresInEveryFormat() {
        for (double figure : new double[] {0.1 + 0.2, 1e7, 1e-5, 99121.69, 123456789.012345, Double.MIN_VALUE, -0.0}) {
            Page page = new Page(QUERY, List.of(row("x", figure)), null);
            String ndjson = new String(Format.NDJSON.write(page), UTF_8);
            String number = ndjson.substring("{\"name\":\"x\",\"value\":".length(), ndjson.length() - 2);
            assertThat(Double.parseDouble(number)).isEqualTo(figure);
            assertThat(new String(Format.CSV.write(page), UTF_8)).endsWith("\r\nx," + number + "\r\n");
            assertThat(new String(Format.JSON.write(page), UTF_8)).contains("\"value\":" + number + "}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|JSON",
                "*/*|JSON",
                "application/json;charset=utf-8|JSON",
                "text/*|CSV",
                "text/csv;q=0.5, application/x-ndjson;q=0.6|NDJSON",
                "application/json;q=0.2, */*;q=0.1|JSON",
            })
    void picksWhatAcceptPrefers(@Nullable String accept, Format format) {
        assertThat(Format.wanted(null, accept)).isEqualTo(format);
    }

    @Test
    void theParameterWinsAndNothingElseIsServed() {
        assertThat(Format.wanted("csv", "image/png")).isEqualTo(Format.CSV);
        assertThatThrownBy(() -> Format.wanted(null, "image/png"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("text/csv");
    }

    private static Map<String, @Nullable Object> row(String name, @Nullable Double value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("value", value);
        return row;
    }
}
