package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Reason;
import b3.schema.adjustments.Adjustment;
import b3.sink.adjustments.AdjustmentsTable;
import io.questdb.client.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class RowTest {

    private static final Instant NOW = Instant.parse("2025-01-02T03:04:05Z");

    private final Sender sender = Sender.builder(Sender.Transport.HTTP)
            .address("127.0.0.1:1")
            .protocolVersion(Sender.PROTOCOL_VERSION_V1)
            .disableAutoFlush()
            .build();
    private final Row row = new Row(sender, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void leavesOutWhatIsNull() {
        new AdjustmentsTable().write(sample(100_000.5, LocalDate.of(2025, 1, 2)), row);

        assertThat(written())
                .isEqualTo("b3_adjustments_log,source=b3-price-report,instrument=DI1,contract_month=F27,unit=PU,"
                        + "status=ajustado price_settlement=100000.5,source_rank="
                        + Feeds.rank(Datasets.ADJUSTMENTS, "b3-price-report")
                        + "i,document=\"d\","
                        + "known_at=1735787045000000t,ingested_at=1735787045000000t 1735776000000000000\n");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAFigureThatIsNoNumber(double figure) {
        assertRefused(Reason.UNREADABLE_NUMBER, sample(figure, LocalDate.of(2025, 1, 2)));
    }

    @Test
    void refusesADayThatQuestDbWouldAnswerWith500() {
        assertRefused(Reason.UNREADABLE_FIELD, sample(1, LocalDate.of(10_000, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instrument", "contractMonth", "session", "unit", "status", "provenance"})
    void refusesARecordWithoutWhatEveryRecordHas(String component) {
        String json = Json.text(sample(1, LocalDate.of(2025, 1, 2)));
        String without =
                json.replaceFirst("\"" + component + "\":(\"[^\"]*\"|\\{[^}]*})", "\"" + component + "\":null");
        assertThat(without).isNotEqualTo(json);
        Adjustment record = Json.read(without.getBytes(StandardCharsets.UTF_8), Adjustment.class);

        assertRefused(Reason.MISSING_FIELD, record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"instrument\":\"DI1\"}", "[]", "not json", ""})
    void aFigureThatIsAbsentNeverBecomesZero(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), Adjustment.class))
                .isInstanceOf(JacksonException.class);
    }

    private void assertRefused(Reason reason, Adjustment record) {
        assertThatThrownBy(() -> new AdjustmentsTable().write(record, row))
                .isInstanceOfSatisfying(
                        RefusedRowException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sender.bufferView().size(); i++) {
            text.append((char) sender.bufferView().byteAt(i));
        }
        return text.toString();
    }

    private static Adjustment sample(double price, LocalDate session) {
        return new Adjustment(
                "DI1",
                "F27",
                session,
                price,
                null,
                null,
                null,
                Adjustment.Unit.PU,
                null,
                null,
                null,
                "ajustado",
                new Provenance("b3-price-report", NOW, "d"));
    }
}
