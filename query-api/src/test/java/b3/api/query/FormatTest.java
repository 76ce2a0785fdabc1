package b3.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.api.http.ProblemException;
import b3.schema.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

    private static final List<String> COLUMNS = List.of("name", "value");

    @Test
    void quotesTheCellsThatNeedIt() throws IOException {
        assertThat(written(
                        Format.CSV,
                        List.of(
                                row("plain", 1.0),
                                row("a,b", 0.1),
                                row("say \"x\"", null),
                                row("two\nlines", 5870.1234),
                                row("one\rline", -0.0),
                                row(" blank ", null),
                                row("", 1.0),
                                row(null, 1.0),
                                row("a;b'c\td", 1.0))))
                .isEqualTo(
                        "name,value\r\nplain,1.0\r\n\"a,b\",0.1\r\n\"say \"\"x\"\"\",\r\n\"two\nlines\",5870.1234\r\n"
                                + "\"one\rline\",-0.0\r\n blank ,\r\n,1.0\r\n,1.0\r\na;b'c\td,1.0\r\n");
    }

    @Test
    void writesWhatIsNeitherTextNorFigureAsJson() throws IOException {
        Map<String, @Nullable Object> row = row("x", null);
        row.put("value", Json.MAPPER.readTree("{\"a\":[1,2]}"));
        assertThat(written(Format.CSV, List.of(row))).endsWith("\r\nx,\"{\"\"a\"\":[1,2]}\"\r\n");
        assertThat(written(Format.JSON, List.of(row))).contains("\"value\":{\"a\":[1,2]}}");
    }

    @Test
    void saysInJsonWhatTheRowsAre() throws IOException {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("data", List.of(row("é", 1.0), row(null, null)));
        whole.put("next", null);
        whole.put("unit", "points");
        assertThat(written(Format.JSON, List.of(row("é", 1.0), row(null, null))))
                .isEqualTo(Json.text(whole));
        assertThat(written(Format.NDJSON, List.of(row("é", 1.0), row(null, null))))
                .isEqualTo("{\"name\":\"é\",\"value\":1.0}\n{\"name\":null,\"value\":null}\n");
    }

    @ParameterizedTest
    @EnumSource
    void writesEachRowBeforeItAsksForTheNext(Format format) throws IOException {
        // more than any buffer on the way holds
        Map<String, @Nullable Object> large = row("x".repeat(100_000), null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Iterator<Map<String, @Nullable Object>> rows = new Iterator<>() {
            private int given = 0;

            @Override
            public boolean hasNext() {
                return given < 3;
            }

            @Override
            public Map<String, @Nullable Object> next() {
                assertThat(out.size()).isGreaterThanOrEqualTo(given * 90_000);
                given++;
                return large;
            }
        };
        format.write(COLUMNS, rows, Map::of, out);
        assertThat(out.size()).isGreaterThan(300_000);
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheStreamOpen(Format format) throws IOException {
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        format.write(COLUMNS, List.of(row("x", 1.0)).iterator(), Map::of, out);
    }

    @Test
    void writesTheSameFiguresInEveryFormat() throws IOException {
        for (double figure : new double[] {0.1 + 0.2, 1e7, 1e-5, 99121.69, 123456789.012345, Double.MIN_VALUE, -0.0}) {
            String ndjson = written(Format.NDJSON, List.of(row("x", figure)));
            String number = ndjson.substring("{\"name\":\"x\",\"value\":".length(), ndjson.length() - 2);
            assertThat(Double.parseDouble(number)).isEqualTo(figure);
            assertThat(written(Format.CSV, List.of(row("x", figure)))).endsWith("\r\nx," + number + "\r\n");
            assertThat(written(Format.JSON, List.of(row("x", figure)))).contains("\"value\":" + number + "}");
        }
    }

    @Test
    void theParameterWinsAndNothingElseIsServed() {
        assertThat(Format.wanted("csv", List.of("image/png"))).isEqualTo(Format.CSV);
        assertThat(Format.wanted(null, List.of())).isEqualTo(Format.JSON);
        assertThat(Format.wanted(null, List.of("application/x-ndjson"))).isEqualTo(Format.NDJSON);
        assertThatThrownBy(() -> Format.wanted(null, List.of("image/png")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("text/csv");
    }

    private static String written(Format format, List<Map<String, @Nullable Object>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("next", null);
        about.put("unit", "points");
        format.write(COLUMNS, rows.iterator(), () -> about, out);
        return out.toString(UTF_8);
    }

    private static Map<String, @Nullable Object> row(@Nullable String name, @Nullable Double value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("value", value);
        return row;
    }
}
