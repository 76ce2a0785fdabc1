package b3.stack.demo.derivatives;

import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.market.DemoOptions.Series;
import b3.stack.demo.market.DemoOptions.Underlying;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The price report of a session: BVBG.187 XML with the futures and the options on derivatives. */
public final class DemoPriceReport {

    private final DemoMarket market;
    private final DemoOptions options;

    public DemoPriceReport(DemoMarket market, DemoOptions options) {
        this.market = market;
        this.options = options;
    }

    /** Returns the report of a session. */
    public String xml(LocalDate session) {
        List<String> rows = new ArrayList<>();
        market.futures(session).forEach(future -> rows.add(row(future, session)));
        for (Underlying underlying : List.of(DemoOptions.DOLLAR, DemoOptions.INDEX_FUTURE)) {
            options.series(underlying, session).forEach(series -> rows.add(row(series, session)));
        }
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="urn:bvmf.052.01.xsd"><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls>\
                <BizGrpIdr>DEMO%1$s</BizGrpIdr><TtlNbOfMsg>%2$d</TtlNbOfMsg><BizGrpTp>BVBG.187.01</BizGrpTp>\
                <CreDtAndTm>%3$sT19:25:38</CreDtAndTm></BizGrpDtls></BizGrpDesc>
                %4$s</Xchg></BizFileHdr></Document>
                """.formatted(
                        session.format(DateTimeFormatter.BASIC_ISO_DATE), rows.size(), session, String.join("", rows));
    }

    private String row(DemoMarket.Future future, LocalDate session) {
        LocalDate before = market.previous(session);
        StringBuilder prices = new StringBuilder();
        element(prices, "AdjstdQt", market.settlement(future, session));
        if (future.isQuotedByRate()) {
            element(prices, "AdjstdQtTax", market.rate(future, session));
        }
        prices.append("<AdjstdQtStin>F</AdjstdQtStin>");
        element(prices, "PrvsAdjstdQt", market.settlement(future, before));
        if (future.isQuotedByRate()) {
            element(prices, "PrvsAdjstdQtTax", market.rate(future, before));
        }
        prices.append("<PrvsAdjstdQtStin>F</PrvsAdjstdQtStin>");
        return row(future.ticker(), session, market.openInterest(future, session), prices);
    }

    private String row(Series series, LocalDate session) {
        StringBuilder prices = new StringBuilder();
        BigDecimal reference = options.reference(series, session);
        if (reference != null) {
            element(prices, "RefPric", reference);
        }
        return row(series.ticker(), session, options.openInterest(series, session), prices);
    }

    private static String row(String ticker, LocalDate session, long openInterest, CharSequence prices) {
        return """
                <BizGrp><Document xmlns="urn:bvmf.217.01.xsd"><PricRpt><TradDt><Dt>%s</Dt></TradDt>\
                <SctyId><TckrSymb>%s</TckrSymb></SctyId>\
                <FinInstrmId><PlcOfListg><MktIdrCd>BVMF</MktIdrCd></PlcOfListg></FinInstrmId><TradDtls/>\
                <FinInstrmAttrbts><OpnIntrst>%d</OpnIntrst>%s</FinInstrmAttrbts></PricRpt></Document></BizGrp>
                """.formatted(session, ticker, openInterest, prices);
    }

    private static void element(StringBuilder xml, String name, BigDecimal value) {
        xml.append('<').append(name).append(" Ccy=\"BRL\">");
        xml.append(value.toPlainString()).append("</").append(name).append('>');
    }
}
