package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.api.http.Problem;
import b3.api.http.ProblemException;
import b3.api.read.QuerySql;
import b3.api.read.Statement;
import b3.schema.Datasets;
import b3.schema.sql.StandingSql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Query QUERY = Query.of(Datasets.ADJUSTMENTS).showing("instrument");

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
        Statement statement = new QuerySql(QUERY, arguments).rows(Instant.EPOCH);
        assertThat(statement.sql())
                .isEqualTo(
                        "select ts, instrument, order_contract_month from (select *, concat(right(contract_month, 2),"
                                + " contract_month) order_contract_month from ("
                                + StandingSql.of(
                                        Datasets.ADJUSTMENTS,
                                        "ts between :from and :to and instrument in (:instrument) and stands_from <= :asOf")
                                + ")) where true and status in (:status) order by ts desc, instrument, order_contract_month limit"
                                + " :rows");
        assertThat(statement.values())
                .containsEntry("instrument", List.of("DI1", "DOL"))
                .containsEntry("status", List.of("ajustado"))
                .containsEntry("asOf", Instant.parse("2025-02-03T23:59:59.999999Z"))
                .containsEntry("rows", 121);
    }

    @Test
    void putsNoTextOfACallerIntoSql() {
        Arguments arguments = QUERY.arguments(Map.of("instrument", new String[] {"ZZ9"}));
        assertThat(new QuerySql(QUERY, arguments).rows(Instant.EPOCH).sql()).doesNotContain("ZZ9");
        assertThat(new QuerySql(QUERY, arguments).reach(5).sql()).doesNotContain("ZZ9");
    }

    @Test
    void looksNoLaterThanTheCursor() {
        Arguments first = QUERY.arguments(Map.of());
        String cursor = Cursor.write(List.of(Instant.parse("2025-02-03T00:00:00Z"), "DI1", "25F25"), first.scope());
        Statement statement =
                new QuerySql(QUERY, QUERY.arguments(Map.of("cursor", new String[] {cursor}))).rows(Instant.EPOCH);
        assertThat(statement.sql())
                .contains("(ts < :key0 or (ts = :key0 and (instrument > :key1 or (instrument = :key1 and"
                        + " order_contract_month > :key2))))");
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
        assertThat(problem.detail())
                .contains("instrument, contractMonth, unit, status, session, from, to, asOf, limit, cursor, format");
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

    @Test
    void readsVariablesOfThePathAndDefaults() {
        Query query = Query.of(Datasets.GAMMA_STRIKES)
                .at("/of/{instrument}", "")
                .asking("instrument", Parameter::single)
                .asking("scope", scope -> scope.otherwise("ALL"))
                .asking("limit", limit -> limit.otherwise("180"));
        Arguments arguments = query.arguments(Map.of("instrument", "dol"), Map.of());
        assertThat(arguments.values())
                .containsEntry("instrument", "DOL")
                .containsEntry("scope", List.of("ALL"))
                .containsEntry("limit", 180);
        assertThat(arguments.range().limit()).isEqualTo(180);
        assertThat(arguments.history()).isFalse();
        assertThat(new QuerySql(query, arguments).known().sql())
                .isEqualTo("select ts from b3_gamma_strikes_log where instrument in (:instrument) limit 1");
        assertThat(query.arguments(Map.of("instrument", "DOL"), Map.of("limit", new String[] {"5"}))
                        .history())
                .isTrue();
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> query.arguments(
                                        Map.of("instrument", "DOL"), Map.of("instrument", new String[] {"DOL"})))
                        .problem()
                        .kind())
                .isEqualTo("unknown-parameter");
    }

    @Test
    void asksForTheNewestMomentOfEachKeyAndThenForItsRows() {
        Query query = QUERY.answeringLatest("ts", "instrument");
        Arguments arguments = query.arguments(Map.of("instrument", new String[] {"DI1"}));
        assertThat(new QuerySql(query, arguments).newest().sql())
                .isEqualTo(
                        "select instrument, max(ts) ts from b3_adjustments_log where not withdrawn and ts between :from"
                                + " and :to and instrument in (:instrument) group by instrument");
        assertThat(new QuerySql(query, arguments)
                        .newestStanding(List.of(List.of("DI1")))
                        .sql())
                .isEqualTo("select instrument, max(ts) ts from ("
                        + StandingSql.of(
                                Datasets.ADJUSTMENTS,
                                "ts between :from and :to and instrument in (:instrument) and instrument in (:of0)")
                        + ") where ts between :from and :to group by instrument");
        Statement rows = new QuerySql(query, arguments).rowsAt(new java.util.TreeSet<>(List.of(Instant.EPOCH)));
        assertThat(rows.sql())
                .isEqualTo(
                        "select ts, instrument, order_contract_month from (select *, concat(right(contract_month, 2),"
                                + " contract_month) order_contract_month from ("
                                + StandingSql.of(
                                        Datasets.ADJUSTMENTS,
                                        "ts between :from and :to and instrument in (:instrument) and ts in (:moments)")
                                + ")) where true order by ts desc, instrument, order_contract_month limit :rows");
        assertThat(rows.values()).containsEntry("rows", Query.MOST_ROWS + 1);
    }

    private static Problem problem(Map<String, String[]> given) {
        return catchThrowableOfType(ProblemException.class, () -> QUERY.arguments(given))
                .problem();
    }
}
