package b3.stream.normalize.rowcount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feeds;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.stream.normalize.DrivenTopology;
import b3.stream.normalize.quotation.B3DerivativeQuotationNormalizer;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the canary stops and what it lets pass, where a feed has parts and where a record is a whole book. */
class RowCountCheckTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 2, 3);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private DrivenTopology topology;

    @BeforeEach
    void start(@TempDir Path folder) {
        topology = new DrivenTopology(
                folder,
                List.of(
                        new FeedReader(Feeds.DERIVATIVE_QUOTATION, 1, new B3DerivativeQuotationNormalizer()),
                        new FeedReader(Feeds.OPEN_POSITIONS, 1, new Positions()),
                        new FeedReader(Feeds.TRADE_INFORMATION, 1, new Premiums())));
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void aPartIsComparedWithItsOwnEarlierSessionsAlone() {
        assertThat(failure(positions(MONDAY, "A", 50, true))).isNull();
        assertThat(failure(positions(TUESDAY, "B", 3, true))).as("another part").isNull();
        assertThat(failure(positions(TUESDAY, "A", 3, true))).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(failure(positions(TUESDAY, null, 3, true))).as("no part").isNull();
    }

    @Test
    void theRowsOfABookAreCounted() {
        assertThat(failure(positions(MONDAY, null, 50, true))).isNull();
        assertThat(failure(positions(TUESDAY, null, 19, true))).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(topology.reports.get(1).detail())
                .isEqualTo("open-interest of 2025-02-04, compared with 2025-02-03: expected about 50 rows, saw 19");
        assertThat(failure(positions(TUESDAY, null, 21, true))).isNull();
    }

    @Test
    void aColumnOfABooksRowsThatHasBecomeEmptyIsSeen() {
        assertThat(failure(positions(MONDAY, null, 50, true))).isNull();
        assertThat(failure(positions(TUESDAY, null, 50, false))).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(topology.reports.get(1).detail()).contains("expected the column covered (filled in 50 of 50 rows)");
    }

    @Test
    void quotesOfTheMorningAreFewAndThatIsNoChange() {
        assertThat(failure(quotes(MONDAY, "DOL", "DOL", 40, 40))).isNull();
        assertThat(failure(quotes(TUESDAY, "DOL", "DOL", 40, 1)))
                .as("one option has traded so far")
                .isNull();
        assertThat(failure(quotes(TUESDAY, "DI1", "DI1", 0, 0)))
                .as("a commodity without options")
                .isNull();
        assertThat(failure(quotes(TUESDAY, "DOL", "DOL", 5, 5))).isEqualTo(Reason.LAYOUT_CHANGED);
    }

    @Test
    void quotesWithoutOpenContractsAreSeenThoughEverySeriesIsThere() {
        RawScrape tuesday = quotes(TUESDAY, "DOL", "DOL", 40, 40);
        String text = new String(tuesday.bytes(), UTF_8);
        assertThat(failure(quotes(MONDAY, "DOL", "DOL", 40, 40))).isNull();
        assertThat(failure(with(tuesday, text.replace("opnCtrcts", "openContracts"))))
                .isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(topology.reports.get(1).detail())
                .isEqualTo("open-interest of 2025-02-04, compared with 2025-02-03: expected about 40 rows, saw 0");
        assertThat(failure(with(tuesday, text.replace(",\"curPrc\":1", ""))))
                .as("before the opening")
                .isNull();
    }

    @Test
    void aColumnOfADatasetBehindTheFirstIsSeen() {
        assertThat(failure(premiums(MONDAY, 40, true))).isNull();
        assertThat(failure(premiums(TUESDAY, 5, false))).as("too few to tell").isNull();
        assertThat(failure(premiums(TUESDAY, 20, false))).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(topology.reports.get(2).detail())
                .isEqualTo("option-prices of 2025-02-04, compared with 2025-02-03: expected the column reference"
                        + " (filled in 40 of 40 rows), saw it empty in all 20");
        assertThat(failure(premiums(TUESDAY, 0, true))).isEqualTo(Reason.LAYOUT_CHANGED);
    }

    @Test
    void ofASmallDocumentTheColumnsAloneAreJudged() {
        assertThat(failure(positions(MONDAY, null, 7, true))).isNull();
        assertThat(failure(positions(TUESDAY, null, 3, false))).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(failure(positions(TUESDAY, null, 2, false))).isNull();
    }

    @Test
    void importedQuotesSayThemselvesOfWhatTheyAre() {
        assertThat(failure(quotes(MONDAY, null, "DOL", 40, 40))).isNull();
        assertThat(failure(quotes(TUESDAY, null, "IND", 5, 5))).isNull();
        assertThat(failure(quotes(TUESDAY, "DOL", "DOL", 5, 5)))
                .as("fetched, against imported")
                .isEqualTo(Reason.LAYOUT_CHANGED);
    }

    private @Nullable Reason failure(RawScrape document) {
        topology.send(document);
        return topology.reports.get(topology.reports.size() - 1).failure();
    }

    private static RawScrape positions(LocalDate session, @Nullable String part, int rows, boolean split) {
        byte[] text = (rows + " " + split).getBytes(UTF_8);
        return new RawScrape("b3-open-positions", session, part, text, "text/plain", "file:x", Instant.EPOCH, 200);
    }

    private static RawScrape quotes(LocalDate session, @Nullable String part, String asset, int series, int traded) {
        String future = """
                {"SctyQtn":{"curPrc":13.4},"asset":{"AsstSummry":{"mtrtyCode":"2027-01-04"},"code":"%1$s"},
                "mkt":{"cd":"FUT"},"symb":"%1$sF27"}""";
        String option = """
                ,{"SctyQtn":{"exrcPric":%2$d%3$s},"asset":{"AsstSummry":{"mtrtyCode":"2025-04-01","opnCtrcts":7},
                "SdTpCd":{"desc":"C"},"code":"%1$s"},"mkt":{"cd":"SOPT"},"symb":"%1$sJ25C%2$06d"}""";
        StringBuilder rows = new StringBuilder(future.formatted(asset));
        for (int strike = 1; strike <= series; strike++) {
            rows.append(option.formatted(asset, strike, strike <= traded ? ",\"curPrc\":1" : ""));
        }
        String json = """
                {"BizSts":{"cd":"OK"},"Msg":{"dtTm":"%s 10:00:00"},"Scty":[%s]}""".formatted(session, rows);
        return new RawScrape(
                "b3-derivative-quotation",
                session,
                part,
                json.getBytes(UTF_8),
                "application/json",
                "file:x",
                Instant.parse("2025-02-04T14:00:00Z"),
                200);
    }

    private static RawScrape premiums(LocalDate session, int rows, boolean reference) {
        byte[] text = (rows + " " + reference).getBytes(UTF_8);
        return new RawScrape("b3-trade-information", session, null, text, "text/csv", "file:x", Instant.EPOCH, 200);
    }

    private static RawScrape with(RawScrape document, String text) {
        return new RawScrape(
                document.feed(),
                document.session(),
                document.part(),
                text.getBytes(UTF_8),
                document.contentType(),
                document.url(),
                document.fetchedAt(),
                200);
    }

    /** Reads "40 true": a book of 40 last prices, with reference premiums. */
    private record Premiums() implements Normalizer {

        @Override
        public Normalized normalize(RawScrape document) {
            String[] text = new String(document.bytes(), UTF_8).split(" ", 2);
            Double reference = Boolean.parseBoolean(text[1]) ? 1.0 : null;
            List<Price> prices = IntStream.range(0, Integer.parseInt(text[0]))
                    .mapToObj(number -> new Price("T" + number, null, reference, 2.0, null, null, null))
                    .toList();
            LocalDate session = Objects.requireNonNull(document.session());
            Provenance provenance = new Provenance(document.feed(), document.fetchedAt(), document.sha256());
            return new Normalized(
                    session, List.of(new OptionPricesBook("DOL", session, null, prices, provenance)), List.of());
        }
    }

    /** Reads "50 true": a book of 50 positions that are split into covered, locked and uncovered. */
    private record Positions() implements Normalizer {

        @Override
        public Normalized normalize(RawScrape document) {
            String[] text = new String(document.bytes(), UTF_8).split(" ", 2);
            Double part = Boolean.parseBoolean(text[1]) ? 1.0 : null;
            List<Position> positions = IntStream.range(0, Integer.parseInt(text[0]))
                    .mapToObj(
                            number -> new Position(String.format(Locale.ROOT, "T%03d", number), 3.0, part, part, part))
                    .toList();
            LocalDate session = document.session();
            if (session == null) {
                throw new IllegalArgumentException("no session");
            }
            Provenance provenance = new Provenance(document.feed(), document.fetchedAt(), document.sha256());
            MarketRecord book = new OpenInterestBook("PETR4", session, positions, provenance);
            return new Normalized(session, List.of(book), List.of());
        }
    }
}
