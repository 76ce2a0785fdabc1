package b3.stream.normalize.optionchain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.MarketRecord;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3ReferencePremiumNormalizerTest {

    private static final LocalDate EXPIRY = LocalDate.of(2025, 2, 3);

    @Test
    void readsSeriesAndPremiumsOfEveryCommodity() {
        Normalized found = read(Fixture.of("optionchain/Premio.txt"));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(found.records())
                .extracting(MarketRecord::businessKey)
                .containsExactly(
                        "DOL|2025-01-06",
                        "IND|2025-01-06",
                        "IDI|2025-01-06",
                        "DOL|2025-01-06|2025-01-06T00:00:00Z",
                        "IND|2025-01-06|2025-01-06T00:00:00Z",
                        "IDI|2025-01-06|2025-01-06T00:00:00Z");
        OptionSeriesBook.Style european = OptionSeriesBook.Style.EUROPEAN;
        assertThat(((OptionSeriesBook) found.records().get(0)).series())
                .containsExactly(
                        new Series("DOLFHBB", null, OptionSeriesBook.Type.CALL, european, 6100.0, EXPIRY, 50.0),
                        new Series("DOLFTBB", null, OptionSeriesBook.Type.PUT, european, 6100.0, EXPIRY, 50.0));
        assertThat(((OptionPricesBook) found.records().get(3)).prices())
                .containsExactly(premium("DOLFHBB", 45.123), premium("DOLFTBB", 38.001));
        assertThat(((OptionPricesBook) found.records().get(5)).prices()).containsExactly(premium("IDIFHBC", 0.01));
        assertThat(((OptionPricesBook) found.records().get(4)).prices()).containsExactly(premium("INDGHRB", 3869.0));
        assertThat(((OptionSeriesBook) found.records().get(1)).series().get(0).style())
                .isEqualTo(OptionSeriesBook.Style.AMERICAN);
    }

    @ParameterizedTest
    @CsvSource({
        "short-line, UNREADABLE_FIELD, 68 characters",
        "neither-call-nor-put, UNREADABLE_FIELD, C or V",
        "unknown-style, UNREADABLE_FIELD, A or E",
        "impossible-expiry, UNREADABLE_FIELD, expiry",
        "strike-with-letters, UNREADABLE_NUMBER, strike",
        "zero-strike, INCONSISTENT_ROW, strike",
        "blank-series, MISSING_FIELD, a series",
        "line-of-another-session, WRONG_SESSION, 2025-01-03",
    })
    void rejectsTheLineAndKeepsTheOthers(String fault, Reason reason, String detail) {
        Normalized found = read(Fixture.of("optionchain/premium-" + fault + ".txt"));
        assertThat(((OptionPricesBook) found.records().get(1)).prices()).containsExactly(premium("DOLFHBB", 45.123));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).isEqualTo("line 2");
        });
    }

    @Test
    void passesOverTheEndMarkOfOldFiles() {
        String text = new String(Fixture.of("optionchain/Premio.txt").bytes(), US_ASCII);
        Normalized found = read(Fixture.of((text.strip() + "\r\n\u001a").getBytes(US_ASCII)));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records())
                .hasSameSizeAs(read(Fixture.of("optionchain/Premio.txt")).records());
    }

    @Test
    void takesAPremiumThatComesTwiceNeitherWay() {
        Normalized found = read(Fixture.of("optionchain/premium-same-series-twice.txt"));
        assertThat(found.records()).singleElement().isInstanceOf(OptionSeriesBook.class);
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @Test
    void refusesAnotherSessionAndAnythingElse() {
        assertThatThrownBy(() -> read(Fixture.of("optionchain/Premio.txt").asked(EXPIRY)))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.WRONG_SESSION));
        assertThatThrownBy(() -> read(Fixture.of("indicators/page.html")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("Premio");
    }

    private static Price premium(String ticker, double reference) {
        return new Price(ticker, null, reference, null, null, null, null);
    }

    private static Normalized read(Fixture document) {
        return document.read(new B3ReferencePremiumNormalizer());
    }
}
