package b3.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.document.RawScrape;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawScrapeTest {

    private static final LocalDate SESSION = LocalDate.of(2025, 2, 3);

    private final Headers headers = new RecordHeaders();

    static RawScrape sample(@Nullable LocalDate session) {
        return new RawScrape(
                "b3-price-report",
                session,
                "preço\r\n".getBytes(ISO_8859_1),
                "text/html; charset=iso-8859-1",
                "https://example.org/ação?d=2025-02-03",
                Instant.parse("2025-02-03T21:05:00.123Z"),
                200);
    }

    static RawScrape part(String part) {
        return new RawScrape(
                "b3-derivative-quotation",
                SESSION,
                part,
                new byte[] {1},
                "application/json",
                "https://example.org/" + part,
                Instant.parse("2025-02-03T21:05:00.123Z"),
                200);
    }

    @Test
    void headersAndBytesComeBackAsTheyWere() {
        for (LocalDate session : new LocalDate[] {SESSION, null}) {
            RawScrape scrape = sample(session);
            Headers written = new RecordHeaders();
            scrape.writeTo(written);

            RawScrape read = RawScrape.read("b3.raw.b3-price-report.v1", scrape.bytes(), written);

            assertThat(read).usingRecursiveComparison().isEqualTo(scrape);
            assertThat(read.sha256()).isEqualTo(RawScrape.get(written, "ce_id"));
        }
    }

    @Test
    void aPartIsInTheKeyAndComesBack() {
        RawScrape dollar = part("DOL");
        dollar.writeTo(headers);

        assertThat(dollar.key()).isEqualTo("b3-derivative-quotation|2025-02-03|DOL");
        assertThat(text("b3-part")).isEqualTo("DOL");
        assertThat(RawScrape.read("b3.raw.b3-derivative-quotation.v1", dollar.bytes(), headers))
                .usingRecursiveComparison()
                .isEqualTo(dollar);
    }

    @Test
    void writesTheCloudEventsBinding() {
        sample(SESSION).writeTo(headers);

        assertThat(text("ce_specversion")).isEqualTo("1.0");
        assertThat(text("ce_id")).isEqualTo("dc92b2d3b3077798cc1361e779330f0f178ad4c8179ebaaff41de75d8e4b4ef1");
        assertThat(text("ce_type")).isEqualTo("b3.raw.b3-price-report.v1");
        assertThat(text("ce_source")).isEqualTo("https://example.org/ação?d=2025-02-03");
        assertThat(text("ce_time")).isEqualTo("2025-02-03T21:05:00.123Z");
        assertThat(text("ce_subject")).isEqualTo("2025-02-03");
        assertThat(text("content-type")).isEqualTo("text/html; charset=iso-8859-1");
        assertThat(text("b3-http-status")).isEqualTo("200");
        assertThat(text("b3-collector-version")).isNotBlank();
    }

    @Test
    void theKeyIsFeedAndSession() {
        assertThat(sample(SESSION).key()).isEqualTo("b3-price-report|2025-02-03");
        assertThat(sample(null).key()).isEqualTo("b3-price-report|");
    }

    @Test
    void writingTwiceLeavesOneHeaderEach() {
        sample(SESSION).writeTo(headers);
        sample(SESSION).writeTo(headers);
        assertThat(headers.toArray()).hasSize(9);
    }

    @Test
    void timeIsKeptToTheMillisecond() {
        RawScrape scrape = new RawScrape(
                "f", null, new byte[0], "text/plain", "file:f", Instant.parse("2025-02-03T21:05:00.123456789Z"), 0);
        assertThat(scrape.fetchedAt()).isEqualTo("2025-02-03T21:05:00.123Z");
    }

    @ParameterizedTest
    @CsvSource({"ce_time, yesterday", "ce_subject, 03/02/2025", "b3-http-status, OK"})
    void anUnreadableHeaderIsAnError(String header, String value) {
        sample(SESSION).writeTo(headers);
        headers.remove(header).add(header, value.getBytes(UTF_8));

        assertThatThrownBy(() -> RawScrape.read("b3.raw.b3-price-report.v1", new byte[0], headers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected CloudEvents headers");
    }

    @Test
    void aRecordThatSomebodyElseWroteIsReadAsFarAsItGoes() {
        headers.add("ce_time", "2025-02-03T21:05:00Z".getBytes(UTF_8));

        RawScrape read = RawScrape.read("b3.raw.some-feed.v1", new byte[] {1}, headers);

        assertThat(read.feed()).isEqualTo("some-feed");
        assertThat(read.session()).isNull();
        assertThat(read.contentType()).isEqualTo("application/octet-stream");
        assertThatThrownBy(() -> RawScrape.read("b3.raw.some-feed.v1", new byte[0], new RecordHeaders()))
                .as("without a time nothing is known since when")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b3.adjustments.v1", "b3.raw.some-feed.v2", "other"})
    void anotherTopicIsAnError(String topic) {
        assertThatThrownBy(() -> RawScrape.read(topic, new byte[0], headers))
                .hasMessage("expected a topic b3.raw.<feed>.v1, saw " + topic);
    }

    private @Nullable String text(String header) {
        return RawScrape.get(headers, header);
    }
}
