package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.Reason;
import b3.schema.gammaprofile.GammaStrikes;
import b3.sink.questdb.RefusedRowException;
import b3.sink.questdb.Row;
import io.questdb.client.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.DoubleStream;
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
    private static final Revision REVISION =
            new Revision(7, NOW.plusSeconds(1), NOW, Revision.Change.NEW, "b3-price-report/1");

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void leavesOutWhatIsNull() {
        row.of(REVISION).write(sample(100_000.5, LocalDate.of(2025, 1, 2)));

        assertThat(written())
                .isEqualTo("b3_adjustments_log,reader=b3-price-report/1,source=b3-price-report,instrument=DI1,"
                        + "contract_month=F27,unit=PU,status=ajustado price_settlement=100000.5,document=\"document\","
                        + "known_at=1735787045000000t,stands_from=1735787046000000t,revision=7i,withdrawn=f,"
                        + "ingested_at=1735787045000000t 1735776000000000000\n");
    }

    @Test
    void theRowsOfOneRecordAreWrittenAtOneMomentAndThoseOfTheNextAtAnother() {
        MovingClock clock = new MovingClock(NOW);
        Row ticking = new Row(sender, clock);
        ticking.of(REVISION).write(ladder(38, 40));
        clock.advance(Duration.ofSeconds(1));
        ticking.of(REVISION).write(ladder(42, 44));

        assertThat(written().lines().map(line -> line.replaceAll(".*ingested_at=(\\d+)t.*", "$1")))
                .containsExactly("1735787045000000", "1735787045000000", "1735787046000000", "1735787046000000");
    }

    private static GammaStrikes ladder(double... strikes) {
        return new GammaStrikes(
                "PETR4",
                "ALL",
                "TOTAL",
                LocalDate.of(2025, 1, 2),
                NOW,
                DoubleStream.of(strikes)
                        .mapToObj(strike -> new GammaStrikes.Strike(strike, 1, -1, 0, 1, 1, 0, 0, 0))
                        .toList(),
                new Provenance("computed", NOW, "d"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAFigureThatIsNoNumber(double figure) {
        assertRefused(Reason.UNREADABLE_NUMBER, sample(figure, LocalDate.of(2025, 1, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01", "+999999999-12-31", "1969-12-31", "-999999999-01-01"})
    void refusesADayThatNoRowCanHave(String session) {
        assertRefused(Reason.UNREADABLE_FIELD, sample(1, LocalDate.parse(session)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
    void refusesAMomentThatNoColumnCanHave(String knownAt) {
        Adjustment sample = sample(1, LocalDate.of(2025, 1, 2));
        String json = Json.text(sample).replace(NOW.toString(), knownAt);
        assertRefused(Reason.UNREADABLE_FIELD, Json.read(json.getBytes(StandardCharsets.UTF_8), Adjustment.class));
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
        assertThatThrownBy(() -> row.of(REVISION).write(record))
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
        return Adjustments.of("DI1", "F27", session, price, "b3-price-report", NOW);
    }
}
