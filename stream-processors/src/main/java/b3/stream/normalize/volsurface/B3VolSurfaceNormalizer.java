package b3.stream.normalize.volsurface;

import b3.schema.document.RawScrape;
import b3.stream.normalize.document.Archive;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import java.util.List;

/**
 * The exchange's volatility surfaces. Two formats, told apart by content: a workbook, alone or in a zip, is the dollar
 * surface of today ({@link SurfaceWorkbook}); a text is a {@code SupVol} capture of all surfaces of one session in 2014
 * ({@link SupVolText}). Both readers' Javadoc is the format.
 *
 * <p>Deltas are call deltas in percent: a high delta is a low strike, strike = F exp(-s sqrt(T) Ninv(delta) + s² T / 2)
 * with F the future of the same expiry (B3 pricing manual, 6.1). Volatilities are percent a year on 252 business days.
 */
public final class B3VolSurfaceNormalizer implements Normalizer {

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows rows = DocumentRows.of(document);
        List<ArchiveMember> members = Archive.open(document.bytes()).members();
        if (SurfaceWorkbook.isWorkbook(members)) {
            return SurfaceWorkbook.read(members, rows);
        }
        ArchiveMember text = SingleFile.of(document, "SupVol", "a dollar surface workbook or a SupVol text");
        String content = SingleFile.text(text);
        if (content.isEmpty() || content.charAt(0) < '0' || content.charAt(0) > '9') {
            throw SingleFile.unexpected("a dollar surface workbook or a SupVol text", text);
        }
        return SupVolText.read(content, rows);
    }
}
