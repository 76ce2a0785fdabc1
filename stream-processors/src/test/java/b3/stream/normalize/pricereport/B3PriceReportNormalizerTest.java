package b3.stream.normalize.pricereport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.stream.normalize.document.Bomb;
import b3.stream.normalize.document.Packed;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class B3PriceReportNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 10);

    @Test
    void readsEveryFutureThatHasASettlementPrice() {
        Normalized found =
                normalize(Packed.zip("SPRD260310.zip", Packed.zip("r.xml", fixture("2026-03-10.xml"))), SESSION);
        JsonNode records = Json.MAPPER.readTree(Json.bytes(found.records()));
        records.forEach(record -> ((ObjectNode) record).remove("provenance"));
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(records).isEqualTo(Json.MAPPER.readTree(fixture("2026-03-10.expected.json")));
    }

    @Test
    void aReplayReadsTheSameRecords() {
        byte[] document = fixture("2026-03-10.xml");
        assertThat(normalize(document, null)).isEqualTo(normalize(document.clone(), null));
    }

    @Test
    void readsTheFullReportBehindAByteOrderMark() {
        Adjustment dollar = only(normalize(Packed.gzip(fixture("full-report.xml")), SESSION));
        assertThat(dollar.change()).isEqualTo(-24.726);
        assertThat(dollar.valuePerContract()).isEqualTo(1236.3);
    }

    @Test
    void theLatestOfSeveralVersionsWinsWhateverItsPlaceInTheZip() {
        byte[] earlier = fixture("earlier-version.xml");
        byte[] latest = fixture("2026-03-10.xml");
        Normalized expected = normalize(Packed.zip("only.xml", latest), SESSION);
        for (byte[] zip : List.of(
                Packed.zip("1.xml", earlier, "2.xml", latest),
                Packed.zip("2.xml", latest, "1.xml", earlier),
                Packed.zip("1.zip", Packed.zip("1.xml", earlier), "2.zip", Packed.zip("2.xml", latest)))) {
            assertThat(prices(normalize(zip, SESSION))).isEqualTo(prices(expected));
        }
    }

    @Test
    void otherFilesInTheZipAreLeftAlone() {
        byte[] zip = Packed.zip("readme.txt", "hello".getBytes(UTF_8), "r.xml", fixture("full-report.xml"));
        assertThat(normalize(zip, SESSION).records()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable-number.xml|UNREADABLE_NUMBER|PricRpt 1 \"DI1F27\"|AdjstdQt: expected a figure like 1234.56, saw \"93.677,51\"",
                "too-many-digits.xml|UNREADABLE_NUMBER|PricRpt 1 \"DI1F27\"|AdjstdQt: expected at most 15 significant digits, saw \"93677.5100000000001\"",
                "missing-date.xml|MISSING_FIELD|PricRpt 1 \"DI1F27\"|TradDt: absent",
                "unreadable-date.xml|UNREADABLE_FIELD|PricRpt 1 \"DI1F27\"|TradDt: expected a date yyyy-MM-dd, saw \"10/03/2026\"",
                "missing-ticker.xml|MISSING_FIELD|PricRpt 1 \"\"|TckrSymb: absent",
                "change-is-not-the-difference.xml|INCONSISTENT_ROW|PricRpt 1 \"DOLJ26\"|VartnPts: expected 5847.377 - 5872.103 = -24.726, saw -24.7",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String fixture, String reason, String where, String detail) {
        Normalized found = normalize(fixture(fixture), SESSION);
        assertThat(found.records()).hasSize(1);
        assertThat(found.rejections().get(0).reason()).hasToString(reason);
        assertThat(found.rejections().get(0).where()).isEqualTo(where);
        assertThat(found.rejections().get(0).detail()).isEqualTo(detail);
        assertThat(found.rejections().get(0).session()).isEqualTo(SESSION);
    }

    @Test
    void everyUnreadableFigureOfARowRejectsTheRow() {
        assertThat(normalize(fixture("unreadable-number.xml"), SESSION).rejections())
                .extracting(rejection -> rejection.where() + " " + rejection.detail())
                .containsExactly(
                        "PricRpt 1 \"DI1F27\" AdjstdQt: expected a figure like 1234.56, saw \"93.677,51\"",
                        "PricRpt 2 \"DI1F28\" PrvsAdjstdQt: expected a figure like 1234.56, saw \"n/a\"",
                        "PricRpt 3 \"DI1F29\" OpnIntrst: expected a whole number, saw \"12.5\"");
    }

    @Test
    void aRepeatedTickerIsOneRecordTheMoreCompleteOne() {
        Normalized found = normalize(fixture("repeated-ticker.xml"), SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records()).hasSize(3);
        Adjustment rate = (Adjustment) found.records().get(1);
        Adjustment index = (Adjustment) found.records().get(2);
        assertThat(rate.rate()).isEqualTo(13.805);
        assertThat(index.change()).isZero();
    }

    @Test
    void aTickerThatContradictsItselfIsRejectedInsteadOfGuessed() {
        Normalized found = normalize(fixture("contradictory-ticker.xml"), SESSION);
        assertThat(found.records()).extracting(MarketRecord::businessKey).containsExactly("DI1|F27|2026-03-10");
        assertThat(found.rejections()).hasSize(1);
        assertThat(found.rejections().get(0).reason()).hasToString("DUPLICATE_KEY");
        assertThat(found.rejections().get(0).detail())
                .isEqualTo("DOL|J26|2026-03-10 twice: priceSettlement 5847.377 and 5847.4, change -24.726 and -24.703");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated.xml|UNREADABLE_DOCUMENT|(after 1 PricRpt)",
                "no-row.xml|UNREADABLE_DOCUMENT|holds no PricRpt",
                "no-settlement-price.xml|UNREADABLE_DOCUMENT|no settlement price",
                "index-report.xml|UNREADABLE_DOCUMENT|saw r.xml: a document of type BVBG.087.01",
                "no-header.xml|UNREADABLE_DOCUMENT|expected a header with BizGrpTp and CreDtAndTm",
                "error-page.html|UNREADABLE_DOCUMENT|saw r.xml: an HTML page",
                "external-entity.xml|UNSAFE_DOCUMENT|DOCTYPE",
                "billion-laughs.xml|UNSAFE_DOCUMENT|DOCTYPE",
            })
    void aDocumentThatIsNoPriceReportIsRefused(String fixture, String reason, String detail) {
        UnreadableDocumentException e = refusal(Packed.zip("r.xml", fixture(fixture)), SESSION);
        assertThat(e.reason()).hasToString(reason);
        assertThat(e).hasMessageContaining(detail);
    }

    @Test
    void anUndeclaredEntityIsRefused() {
        assertThat(refusal(fixture("undeclared-entity.xml"), SESSION).reason().name())
                .matches("UNSAFE_DOCUMENT|UNREADABLE_DOCUMENT");
    }

    @Test
    void anErrorPageNamedZipSaysSo() {
        assertThat(refusal(fixture("error-page.html"), SESSION)).hasMessageContaining("saw document: an HTML page");
    }

    @Test
    void aReportOfAnotherSessionIsRefused() {
        UnreadableDocumentException e = refusal(fixture("2026-03-10.xml"), SESSION.plusDays(1));
        assertThat(e.reason()).hasToString("WRONG_SESSION");
        assertThat(e).hasMessageContaining("expected the price report of 2026-03-11, saw trade date 2026-03-10");
    }

    @Test
    void truncatedZipsAndBombsAreRefused() {
        byte[] zip = Packed.zip("r.xml", fixture("2026-03-10.xml"));
        assertThat(refusal(Arrays.copyOf(zip, zip.length / 2), SESSION).reason())
                .hasToString("UNREADABLE_DOCUMENT");
        byte[] bomb = Packed.zip("SPRD260310.zip", Bomb.ofZeros(10 * 1024));
        assertThat(refusal(bomb, SESSION).reason()).hasToString("UNSAFE_DOCUMENT");
        String report = new String(fixture("2026-03-10.xml"), UTF_8);
        byte[] start = report.substring(0, report.indexOf("<PricRpt>")).getBytes(UTF_8);
        byte[] hidden = Packed.zip("SPRD260310.zip", Bomb.thatLies(start, 10 * 1024));
        assertThat(refusal(hidden, SESSION).reason()).hasToString("UNSAFE_DOCUMENT");
    }

    @Test
    void aDocumentOfWhichNothingCanBeReadIsRefusedAsAWhole() {
        String row = new String(fixture("missing-date.xml"), UTF_8);
        String group =
                row.substring(row.indexOf("      <BizGrp>"), row.indexOf("</BizGrp>\n") + "</BizGrp>\n".length());
        String many = row.replace(group, group.repeat(1001));
        assertThat(refusal(many.getBytes(UTF_8), SESSION)).hasMessageContaining("more than 1000 rows cannot be read");
    }

    private static List<String> prices(Normalized found) {
        return found.records().stream()
                .map(Adjustment.class::cast)
                .map(record -> record.businessKey() + " " + record.priceSettlement())
                .toList();
    }

    private static Adjustment only(Normalized found) {
        assertThat(found.records()).hasSize(1);
        return (Adjustment) found.records().get(0);
    }

    private static Normalized normalize(byte[] bytes, @Nullable LocalDate session) {
        return normalizer().normalize(sample(bytes, session));
    }

    private static UnreadableDocumentException refusal(byte[] bytes, @Nullable LocalDate session) {
        return catchThrowableOfType(UnreadableDocumentException.class, () -> normalize(bytes, session));
    }

    private static B3PriceReportNormalizer normalizer() {
        return new B3PriceReportNormalizer(List.of(new B3PriceReportAdjustments()));
    }

    private static RawScrape sample(byte[] bytes, @Nullable LocalDate session) {
        Instant fetchedAt = Instant.parse("2026-03-10T23:00:00Z");
        return new RawScrape("b3-price-report", session, bytes, "application/zip", "file:r.zip", fetchedAt, 0);
    }

    private static byte[] fixture(String name) {
        try (InputStream in = B3PriceReportNormalizerTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
