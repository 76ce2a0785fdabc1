package b3.stream.normalize.reading;

import static b3.stream.normalize.RealDocuments.caseOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.Registry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates that no calendar knows end at the door. */
class KnownSessionsTest {

    private static final LocalDate SESSION = LocalDate.of(2022, 5, 10);
    private static final LocalDate TYPING_ERROR = LocalDate.of(2202, 5, 10);
    private static final LocalDate TOO_EARLY = LocalDate.of(1998, 1, 5);
    private static final Provenance PROVENANCE =
            new Provenance("b3-open-positions", Instant.parse("2022-05-10T22:00:00Z"), "0".repeat(64));

    @ParameterizedTest
    @ValueSource(strings = {"2202-05-10", "1998-01-05", "1999-12-31", "2080-01-01"})
    void aSessionThatWasAskedForIsRefusedBeforeTheDocumentIsRead(LocalDate asked) {
        assertRefused(() -> normalize(new Saying(found(asked, price(asked, null))), document(asked)))
                .hasMessageContaining("2000-01-01 to 2079-12-31")
                .hasMessageContaining(asked.toString());
    }

    @Test
    void aSessionThatWasFoundInTheDocumentIsRefused() {
        assertRefused(() -> read(found(TYPING_ERROR, price(TYPING_ERROR, null))));
    }

    @Test
    void aDocumentOfSeveralSessionsLosesTheUnknownOnesAlone() {
        Normalized read = read(found(null, price(TOO_EARLY, null), price(SESSION, null)));
        assertThat(read.records()).extracting(MarketRecord::session).containsExactly(SESSION);
        assertThat(read.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_SESSION);
            assertThat(rejection.where()).contains("PETR4").contains("1998-01-05");
        });
    }

    @Test
    void aDocumentOfNothingButUnknownSessionsIsRefused() {
        assertRefused(() -> read(found(null, price(TOO_EARLY, null), price(TOO_EARLY.plusDays(1), null))));
    }

    @Test
    void aSeriesWithAnUnknownExpiryIsRejectedAlone() {
        OptionSeriesBook book = new OptionSeriesBook(
                "PETR4", SESSION, List.of(series("PETRE353", SESSION), series("PETRE354", TYPING_ERROR)), PROVENANCE);
        Normalized read = read(found(SESSION, book));
        assertThat(read.records()).singleElement().satisfies(record -> assertThat(((OptionSeriesBook) record).series())
                .extracting(Series::ticker)
                .containsExactly("PETRE353"));
        assertThat(read.rejections())
                .extracting(Rejection::detail)
                .singleElement()
                .asString()
                .contains("PETRE354", "2202-05-10");
    }

    @Test
    void aFutureWithAnUnknownExpiryIsRejectedAlone() {
        Normalized read = read(found(SESSION, price(SESSION, TYPING_ERROR), price(SESSION, SESSION.plusDays(30))));
        assertThat(read.records()).hasSize(1);
        assertThat(read.rejections()).hasSize(1);
    }

    @Test
    void aDocumentOfKnownDatesIsUntouched() {
        Normalized found = found(SESSION, price(SESSION, null)).asPreliminary();
        assertThat(read(found)).isEqualTo(found);
        Normalized nothing = found(null);
        assertThat(read(nothing)).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2202-05-10", "1998-01-05"})
    void openPositionsOfATypingErrorAreRefused(LocalDate typed) {
        byte[] bytes = caseOf("SI_C_OPCPOSABEMP_small.json");
        assertRefused(() -> read(Feeds.OPEN_POSITIONS, bytes, typed));
        assertThat(read(Feeds.OPEN_POSITIONS, bytes, SESSION).records()).hasSize(2);
    }

    @Test
    void everyFeedRefusesADocumentOfAnUnknownSession() {
        String report = new String(Fixture.of("pricereport/2026-03-10.xml").bytes(), UTF_8);
        assertRefused(() -> read(
                Feeds.PRICE_REPORT, report.replace("2026-03-10", "2226-03-10").getBytes(UTF_8), null));
        String quotation = "{\"BizSts\":{\"cd\":\"OK\"},\"Msg\":{\"dtTm\":\"2202-03-10 14:51:55\"},\"Scty\":[]}";
        assertRefused(() -> read(Feeds.DERIVATIVE_QUOTATION, quotation.getBytes(UTF_8), null));
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable reading) {
        return assertThatThrownBy(reading)
                .isInstanceOfSatisfying(UnreadableDocumentException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.UNKNOWN_SESSION));
    }

    private static Normalized read(Feed feed, byte[] bytes, @Nullable LocalDate session) {
        Normalizer normalizer = Registry::read;
        Instant fetchedAt = Instant.parse("2022-05-10T22:00:00Z");
        return normalize(normalizer, new RawScrape(feed.name(), session, bytes, "", "file:document", fetchedAt, 0));
    }

    private static Normalized read(Normalized found) {
        return normalize(new Saying(found), document(null));
    }

    private static RawScrape document(@Nullable LocalDate session) {
        return new RawScrape(Feeds.OPEN_POSITIONS.name(), session, new byte[0], "", "file:x", PROVENANCE.knownAt(), 0);
    }

    private static Normalized found(@Nullable LocalDate session, MarketRecord... records) {
        return new Normalized(session, List.of(records), List.of());
    }

    private static UnderlyingPrice price(LocalDate session, @Nullable LocalDate expiry) {
        return new UnderlyingPrice(
                "PETR4", "PETR4", session, UnderlyingPrice.Kind.CLOSE, null, 33.09, expiry, PROVENANCE);
    }

    private static Series series(String ticker, LocalDate expiry) {
        return new Series(ticker, null, OptionSeriesBook.Type.CALL, null, 33.09, expiry, 1.0);
    }

    /** Says the same of every document. */
    private record Saying(Normalized found) implements Normalizer {

        @Override
        public Normalized normalize(RawScrape document) {
            return found;
        }
    }

    /** What is left of a document once its sessions are checked, as the topology checks them. */
    private static Normalized normalize(Normalizer normalizer, RawScrape document) {
        KnownSessions.check(document.session());
        return KnownSessions.keep(normalizer.normalize(document), document);
    }
}
