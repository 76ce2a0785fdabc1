package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The price report of a session as the exchange serves it: BVBG.187 XML in a zip in a zip; an empty zip otherwise. */
final class DemoPriceReport {

    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd");

    private final DemoMarket market;

    DemoPriceReport(DemoMarket market) {
        this.market = market;
    }

    /** Answers {@code /pesquisapregao/download?filelist=SPRDyymmdd.zip}. */
    byte[] answer(String fileName) {
        if (!fileName.matches("(SPRD|PR)[0-9]{6}\\.zip")) {
            return zip(null, new byte[0]);
        }
        String yymmdd = fileName.substring(fileName.length() - 10, fileName.length() - 4);
        LocalDate session = LocalDate.parse(yymmdd, YYMMDD);
        if (!market.isSession(session)) {
            return zip(null, new byte[0]);
        }
        String member = "BVBG.187.01_BV000471" + session.format(DateTimeFormatter.BASIC_ISO_DATE) + "0001.xml";
        return zip(fileName, zip(member, xml(session).getBytes(UTF_8)));
    }

    private String xml(LocalDate session) {
        StringBuilder rows = new StringBuilder();
        int count = 0;
        for (DemoMarket.Future future : market.futures(session)) {
            rows.append(row(future, session));
            count++;
        }
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="urn:bvmf.052.01.xsd"><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls>\
                <BizGrpIdr>DEMO%1$s</BizGrpIdr><TtlNbOfMsg>%2$d</TtlNbOfMsg><BizGrpTp>BVBG.187.01</BizGrpTp>\
                <CreDtAndTm>%3$sT19:25:38</CreDtAndTm></BizGrpDtls></BizGrpDesc>
                %4$s</Xchg></BizFileHdr></Document>
                """.formatted(session.format(DateTimeFormatter.BASIC_ISO_DATE), count, session, rows);
    }

    private String row(DemoMarket.Future future, LocalDate session) {
        LocalDate before = market.previous(session);
        StringBuilder prices = new StringBuilder();
        element(prices, "AdjstdQt", market.settlement(future, session));
        boolean quotedByRate = future.quotation() == DemoMarket.Quotation.INTEREST
                || future.quotation() == DemoMarket.Quotation.COUPON;
        if (quotedByRate) {
            element(prices, "AdjstdQtTax", market.rate(future, session));
        }
        prices.append("<AdjstdQtStin>F</AdjstdQtStin>");
        element(prices, "PrvsAdjstdQt", market.settlement(future, before));
        if (quotedByRate) {
            element(prices, "PrvsAdjstdQtTax", market.rate(future, before));
        }
        prices.append("<PrvsAdjstdQtStin>F</PrvsAdjstdQtStin>");
        return """
                <BizGrp><Document xmlns="urn:bvmf.217.01.xsd"><PricRpt><TradDt><Dt>%s</Dt></TradDt>\
                <SctyId><TckrSymb>%s</TckrSymb></SctyId>\
                <FinInstrmId><PlcOfListg><MktIdrCd>BVMF</MktIdrCd></PlcOfListg></FinInstrmId><TradDtls/>\
                <FinInstrmAttrbts><OpnIntrst>%d</OpnIntrst>%s</FinInstrmAttrbts></PricRpt></Document></BizGrp>
                """.formatted(session, future.ticker(), market.openInterest(future, session), prices);
    }

    private static void element(StringBuilder xml, String name, BigDecimal value) {
        xml.append('<').append(name).append(" Ccy=\"BRL\">");
        xml.append(value.toPlainString()).append("</").append(name).append('>');
    }

    /** A zip with one member, or with none. */
    static byte[] zip(@org.jspecify.annotations.Nullable String member, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (member != null) {
                ZipEntry entry = new ZipEntry(member);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
