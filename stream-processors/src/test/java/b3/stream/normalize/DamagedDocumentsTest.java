package b3.stream.normalize;

import static b3.stream.normalize.SampleFiles.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to the bytes of a document, its reader says what it found or why it found nothing. */
class DamagedDocumentsTest {

    private record Document(Feed feed, String file) {}

    private static final List<Document> DOCUMENTS = List.of(
            new Document(Feeds.OPEN_POSITIONS, "optionchain/positions.csv"),
            new Document(Feeds.OPEN_POSITIONS, "optionchain/positions.json"),
            new Document(Feeds.INSTRUMENTS, "optionchain/instruments.csv"),
            new Document(Feeds.COTAHIST, "cotahist/cotahist.txt"),
            new Document(Feeds.DERIVATIVE_QUOTATION, "quotation/quotation.json"),
            new Document(Feeds.INDEX_REPORT, "optionchain/index-report.xml"),
            new Document(Feeds.PRICE_REPORT, "pricereport/price-report.xml"));

    @Property(tries = 1500)
    void changedBytesNeverBreakAReader(
            @ForAll @IntRange(min = 0, max = 6) int which,
            @ForAll @IntRange(min = 1, max = 8) int changes,
            @ForAll long seed) {
        Document document = DOCUMENTS.get(which);
        byte[] bytes = fixture(document.file());
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) " 09-.,;\"{}[]<>/EZx\n\u00e9".charAt(random.nextInt(20));
        }
        readsOrRefuses(document, bytes);
    }

    @Property(tries = 300)
    void aPartOfADocumentNeverBreaksAReader(
            @ForAll @IntRange(min = 0, max = 6) int which, @ForAll @IntRange(min = 0, max = 10_000) int part) {
        Document document = DOCUMENTS.get(which);
        byte[] bytes = fixture(document.file());
        readsOrRefuses(document, Arrays.copyOf(bytes, (int) ((long) bytes.length * part / 10_000)));
    }

    private static void readsOrRefuses(Document document, byte[] bytes) {
        try {
            Normalized found = SampleFiles.read(document.feed(), bytes, LocalDate.of(2026, 3, 9));
            assertThat(found.records()).doesNotHaveDuplicates();
        } catch (UnreadableDocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
