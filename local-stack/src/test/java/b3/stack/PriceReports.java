package b3.stack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Writes small price reports of the exchange. */
public final class PriceReports {

    private PriceReports() {}

    /** Writes a price report of two contracts, gzipped, always with the same file time, and returns the file. */
    public static Path write(Path dir, String session, String dollar, String name) throws Exception {
        String xml = """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="urn:bvmf.052.01.xsd"><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls>
                <BizGrpTp>BVBG.187.01</BizGrpTp><CreDtAndTm>%1$sT19:25:38</CreDtAndTm>
                </BizGrpDtls></BizGrpDesc>%2$s%3$s</Xchg></BizFileHdr></Document>
                """.formatted(session, row(session, "DOLJ24", dollar), row(session, "INDJ24", "129000"));
        Path file = dir.resolve(session + "-" + name + ".xml.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-03-15T12:00:00Z")));
        return file;
    }

    private static String row(String session, String ticker, String price) {
        return """
                <BizGrp><Document xmlns="urn:bvmf.217.01.xsd"><PricRpt><TradDt><Dt>%s</Dt></TradDt>
                <SctyId><TckrSymb>%s</TckrSymb></SctyId><TradDtls/><FinInstrmAttrbts><OpnIntrst>10</OpnIntrst>
                <AdjstdQt Ccy="BRL">%s</AdjstdQt><PrvsAdjstdQt Ccy="BRL">4900</PrvsAdjstdQt>
                </FinInstrmAttrbts></PricRpt></Document></BizGrp>
                """.formatted(session, ticker, price);
    }
}
