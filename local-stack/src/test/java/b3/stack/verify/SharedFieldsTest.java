package b3.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.dxy.DxyTick;
import b3.schema.rates.RatesCurve;
import b3.stack.verify.SharedFields.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A row of a record and a row of an answer are the same if their shared fields are. */
class SharedFieldsTest {

    private static final Instant KNOWN = Instant.parse("2025-02-03T22:00:00.123Z");
    private static final LocalDate SESSION = LocalDate.of(2025, 2, 3);
    private static final Provenance PROVENANCE = new Provenance("b3-rates-curve", KNOWN, "abc");

    private final SharedFields curves = new SharedFields(
            Datasets.RATES,
            Set.of(
                    "timestamp",
                    "curve",
                    "name",
                    "session",
                    "calendarDays",
                    "rate",
                    "fixed",
                    "source",
                    "knownAt",
                    "hint"));

    @Test
    void aBookIsARowPerLineWhateverTheirOrder() {
        RatesCurve curve = new RatesCurve(
                "PRE",
                SESSION,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(1, 1, 14.1, true), new RatesCurve.Vertex(2, 4, 14, false)),
                PROVENANCE);

        Digest contents = digest(curves.ofRecord(json(curve), curve.ts()));

        assertThat(digest(List.of(curves.ofAnswer(answer(4, "14")), curves.ofAnswer(answer(1, "14.10")))))
                .isEqualTo(contents);
        assertThat(digest(List.of(curves.ofAnswer(answer(4, "14")), curves.ofAnswer(answer(1, "14.100000000000001")))))
                .isNotEqualTo(contents);
        assertThat(digest(List.of(curves.ofAnswer(answer(1, "14.1"))))).isNotEqualTo(contents);
    }

    @Test
    void aFieldThatTheApiCallsOtherwiseIsHeldUnderItsName() {
        SharedFields ticks = new SharedFields(Datasets.DXY, Set.of("bucket", "value", "level", "timestamp", "session"));
        Instant at = Instant.parse("2025-02-03T11:50:00Z");
        DxyTick tick = new DxyTick("dxy_08h50", SESSION, at, null, 0.26, null, PROVENANCE);
        JsonNode answer = Json.MAPPER.readTree("""
                {"bucket":"dxy_08h50","value":0.26,"level":null,"timestamp":"2025-02-03T11:50:00.000Z","session":"2025-02-03"}
                """);

        assertThat(ticks.ofRecord(json(tick), at)).containsExactly(ticks.ofAnswer(answer));
        assertThat(ticks.keyOf(answer)).isEqualTo(tick.businessKey());
    }

    @Test
    void aKeyThatSaysItsMomentIsKnownByItsMilliseconds() {
        assertThat(SharedFields.shown("DOL|site|ALL|TOTAL|2025-02-03T11:50:00.123456Z"))
                .isEqualTo("DOL|site|ALL|TOTAL|2025-02-03T11:50:00.123Z");
        assertThat(SharedFields.shown("DOL|2025-02-03")).isEqualTo("DOL|2025-02-03");
    }

    private static Digest digest(List<SortedMap<String, String>> rows) {
        Digest digest = Digest.NONE;
        for (SortedMap<String, String> row : rows) {
            digest = digest.plus(row);
        }
        return digest;
    }

    private static JsonNode answer(int days, String rate) {
        return Json.MAPPER.readTree("""
                {"timestamp":"2025-02-03T00:00:00.000Z","curve":"PRE","name":"DIxPRE","session":"2025-02-03",
                 "calendarDays":%d,"rate":%s,"fixed":%s,"source":"b3-rates-curve","knownAt":"2025-02-03T22:00:00.123Z",
                 "hint":"not in the record"}
                """.formatted(days, rate, days == 1));
    }

    private static JsonNode json(Object record) {
        return Json.MAPPER.readTree(Json.bytes(record));
    }
}
