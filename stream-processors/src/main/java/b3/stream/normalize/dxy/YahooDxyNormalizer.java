package b3.stream.normalize.dxy;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;

/**
 * The dollar index (ICE, cash index {@code DX-Y.NYB}) as Yahoo Finance gives it. Three formats, told apart by content: the
 * chart JSON ({@link YahooChart}), bars saved as CSV ({@link YahooBarsCsv}) and the buckets of the system before this one
 * ({@link LegacyBucketsCsv}). {@link DxySeries} tells which ticks bars give and what the change is measured from.
 *
 * <p>A document covers what was asked for, mostly several days and the last of them in part, so it has no session of its
 * own.
 */
public final class YahooDxyNormalizer implements Normalizer {

    private static final String EXPECTED = "chart JSON or a CSV capture of the dollar index";

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows rows = DocumentRows.of(document);
        ArchiveMember file = SingleFile.of(document, "dx", EXPECTED);
        String text = SingleFile.text(file);
        if (text.stripLeading().startsWith("{")) {
            add(YahooChart.read(JsonDocument.read(document, EXPECTED), rows), document, rows);
        } else {
            readCsv(file, DxyCsv.parse(text), document, rows);
        }
        if (rows.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected quotes of the dollar index, saw none");
        }
        return rows.finish(null);
    }

    private static void readCsv(ArchiveMember file, DxyCsv csv, RawScrape document, DocumentRows rows) {
        if (YahooBarsCsv.isOne(csv)) {
            add(YahooBarsCsv.read(csv, document.url(), rows), document, rows);
        } else if (LegacyBucketsCsv.isOne(csv)) {
            LegacyBucketsCsv.read(csv, rows);
        } else {
            throw SingleFile.unexpected(EXPECTED, file);
        }
    }

    private static void add(DxySeries series, RawScrape document, DocumentRows rows) {
        series.ticks(document.fetchedAt(), rows.provenance()).forEach(tick -> rows.add(tick, "tick " + tick.at()));
        series.withoutCloseBefore()
                .forEach((day, before) -> rows.reject(
                        Reason.MISSING_FIELD,
                        "session " + day,
                        "previous close: expected the close of " + before
                                + ", saw none in the document: no change is known"));
    }
}
