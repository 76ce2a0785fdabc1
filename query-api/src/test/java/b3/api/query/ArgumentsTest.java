package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.api.http.Problem;
import b3.api.http.ProblemException;
import b3.schema.Datasets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Query QUERY = new Query(
            Datasets.ADJUSTMENTS,
            "/adjustments",
            "",
            "select * from t where {inside} and place = 1 {outside} {limit}",
            List.of(),
            List.of(
                    Parameter.code("instrument", "[A-Z0-9]{2,12}", "a code", "DI1")
                            .severalAllowed()
                            .onKey("instrument in (:instrument)"),
                    Parameter.oneOf("status", List.of("ajustado", "preliminar")).onValue("status = :status"),
                    Range.FROM,
                    Range.TO,
                    Range.AS_OF,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("instrument"));

    @Test
    void hasDefaults() {
        Range range = QUERY.arguments(Map.of()).range();
        assertThat(range.limit()).isEqualTo(120);
        assertThat(range.from()).isEqualTo(Instant.EPOCH);
        assertThat(range.asOf()).isNull();
        assertThat(range.cursor()).isNull();
    }

    @Test
    void filtersKeysInsideAndValuesOutside() {
        Arguments arguments = QUERY.arguments(Map.of(
                "instrument", new String[] {"di1, dol"},
                "status", new String[] {"AJUSTADO"},
                "asOf", new String[] {"2025-02-03"}));
        Statement statement = QUERY.rows(arguments, Instant.EPOCH);
        assertThat(statement.sql())
                .isEqualTo("select * from t where ts between :from and :to and instrument in (:instrument)"
                        + " and known_at <= :asOf and place = 1  and status = :status limit :rows");
        assertThat(statement.values())
                .containsEntry("instrument", List.of("DI1", "DOL"))
                .containsEntry("status", "ajustado")
                .containsEntry("asOf", Instant.parse("2025-02-03T23:59:59.999999Z"))
                .containsEntry("rows", 121);
    }

    @Test
    void putsNoTextOfACallerIntoSql() {
        Arguments arguments = QUERY.arguments(Map.of("instrument", new String[] {"ZZ9"}));
        assertThat(QUERY.rows(arguments, Instant.EPOCH).sql()).doesNotContain("ZZ9");
        assertThat(QUERY.reach(arguments, 5).sql()).doesNotContain("ZZ9");
    }

    @Test
    void looksNoLaterThanTheCursor() {
        Arguments first = QUERY.arguments(Map.of());
        String cursor = Cursor.write(List.of(Instant.parse("2025-02-03T00:00:00Z"), "DI1"), first.scope());
        Statement statement = QUERY.rows(QUERY.arguments(Map.of("cursor", new String[] {cursor})), Instant.EPOCH);
        assertThat(statement.sql()).contains("(ts < :key0 or (ts = :key0 and instrument > :key1))");
        assertThat(statement.values()).containsEntry("to", Instant.parse("2025-02-03T00:00:00Z"));
    }

    @Test
    void saysWhatWasSeenAndWhatIsAllowed() {
        Problem problem = problem(Map.of("limit", new String[] {"1001"}));
        assertThat(problem.parameter()).isEqualTo("limit");
        assertThat(problem.seen()).isEqualTo("1001");
        assertThat(problem.allowed()).isEqualTo("a whole number from 1 to 1000");
        assertThat(problem.detail()).isEqualTo("limit: expected a whole number from 1 to 1000, saw \"1001\"");
    }

    @Test
    void namesTheParametersThereAreForAnUnknownOne() {
        Problem problem = problem(Map.of("simbol", new String[] {"x"}));
        assertThat(problem.parameter()).isEqualTo("simbol");
        assertThat(problem.detail()).contains("instrument, status, from, to, asOf, limit, cursor, format");
    }

    @Test
    void boundsTheLengthAndTheNumberOfValues() {
        assertThat(problem(Map.of("instrument", new String[] {"A".repeat(1001)}))
                        .parameter())
                .isEqualTo("instrument");
        String[] many =
                java.util.stream.IntStream.range(10, 61).mapToObj(i -> "A" + i).toArray(String[]::new);
        assertThat(problem(Map.of("instrument", many)).allowed()).isEqualTo("at most 50 values");
    }

    private static Problem problem(Map<String, String[]> given) {
        return catchThrowableOfType(ProblemException.class, () -> QUERY.arguments(given))
                .problem();
    }
}
