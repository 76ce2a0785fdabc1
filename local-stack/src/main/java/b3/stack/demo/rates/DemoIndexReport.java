package b3.stack.demo.rates;

import b3.stack.demo.market.DemoMarket;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** The index report of a session: BVBG.087 XML with the closing value of the index. */
public final class DemoIndexReport {

    private final DemoMarket market;

    public DemoIndexReport(DemoMarket market) {
        this.market = market;
    }

    /** Returns the report of a session. */
    public String xml(LocalDate session) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="urn:bvmf.052.01.xsd"><BizFileHdr><Xchg><BizGrpDesc><BizGrpDtls>\
                <BizGrpIdr>DEMO%s</BizGrpIdr><TtlNbOfMsg>1</TtlNbOfMsg><BizGrpTp>BVBG.087.01</BizGrpTp>\
                <CreDtAndTm>%sT19:10:02</CreDtAndTm></BizGrpDtls></BizGrpDesc>
                <BizGrp><Document xmlns="urn:bvmf.218.01.xsd"><IndxRpt><TradDt><Dt>%s</Dt></TradDt>\
                <IndxInf><SctyInf><SctyId><TckrSymb>IBOV</TckrSymb></SctyId><ClsgPric Ccy="BRL">%s</ClsgPric></SctyInf>\
                <AsstDesc>IBOVESPA</AsstDesc></IndxInf></IndxRpt></Document></BizGrp></Xchg></BizFileHdr></Document>
                """.formatted(
                        session.format(DateTimeFormatter.BASIC_ISO_DATE),
                        session,
                        session,
                        DemoMarket.round(market.index(session), 2));
    }
}
