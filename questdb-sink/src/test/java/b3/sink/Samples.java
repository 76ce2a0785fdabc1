package b3.sink;

import b3.schema.Dataset;
import b3.schema.Datasets;
import java.util.List;
import java.util.Map;

/**
 * Records as their topics carry them, one with every value and one with as few as there may be, and the rows that they
 * become: {@code column=value}, null left out.
 */
final class Samples {

    /**
     * A sample.
     *
     * @param json the record
     * @param rows its rows
     */
    record Sample(String json, List<String> rows) {}

    private static final String KNOWN = "known_at=2025-02-04T09:00:00.123456Z|ingested_at=2026-01-02T03:04:05.000006Z";

    static final Map<Dataset<?>, List<Sample>> ALL = Map.ofEntries(
            Map.entry(
                    Datasets.INDICATORS,
                    List.of(
                            sample(
                                    "b3-financial-indicators",
                                    "i1",
                                    """
                                    "indicator":"taxa_selic","name":"TAXA SELIC","session":"2025-02-03","value":13.15,
                                    "displayValue":"13,15","unit":"PERCENT_A_YEAR","group":"TAXAS DE CÂMBIO","code":123456789012
                                    """,
                                    "updated_at=2025-02-03T00:00:00Z|ts=2025-02-03T00:00:00Z|indicator=taxa_selic|name=TAXA SELIC|unit=PERCENT_A_YEAR"
                                            + "|indicator_group=TAXAS DE CÂMBIO|value=13.15|display_value=13,15|code=123456789012"),
                            sample(
                                    "bcb-indicators",
                                    "i2",
                                    """
                                    "indicator":"dolar_spot","name":"DÓLAR SPOT","session":"2025-02-04","value":5.8123,
                                    "displayValue":"5.8123","unit":"BRL_PER_USD","group":null,"code":null
                                    """,
                                    "updated_at=2025-02-04T00:00:00Z|ts=2025-02-04T00:00:00Z|indicator=dolar_spot|name=DÓLAR SPOT|unit=BRL_PER_USD|value=5.8123"
                                            + "|display_value=5.8123"))),
            Map.entry(
                    Datasets.VOL_SURFACE,
                    List.of(
                            sample(
                                    "b3-dollar-vol-surface",
                                    "v1",
                                    """
                                    "asset":"DOL","session":"2025-02-03","points":[
                                    {"contractMonth":"H25","monthLabel":"mar-25","expiry":"2025-03-05","businessDays":20,
                                    "calendarDays":30,"delta":25,"volatility":12.75},
                                    {"contractMonth":"H25","monthLabel":"mar-25","expiry":"2025-03-05","businessDays":20,
                                    "calendarDays":30,"delta":50,"volatility":12.1}]
                                    """,
                                    "updated_at=2025-02-03T00:00:00Z|ts=2025-02-03T00:00:00Z|asset=DOL|contract_month=H25|month_label=mar-25"
                                            + "|expiry=2025-03-05T00:00:00Z|business_days=20|calendar_days=30|delta=25"
                                            + "|delta_bucket=delta_25|volatility=12.75",
                                    "updated_at=2025-02-03T00:00:00Z|ts=2025-02-03T00:00:00Z|asset=DOL|contract_month=H25|month_label=mar-25"
                                            + "|expiry=2025-03-05T00:00:00Z|business_days=20|calendar_days=30|delta=50"
                                            + "|delta_bucket=delta_50|volatility=12.1"),
                            sample(
                                    "b3-vol-surface-captures",
                                    "v2",
                                    """
                                    "asset":"IBOV","session":"2013-06-03","points":[
                                    {"contractMonth":null,"monthLabel":null,"expiry":null,"businessDays":null,
                                    "calendarDays":null,"delta":1,"volatility":0.1},
                                    {"contractMonth":null,"monthLabel":null,"expiry":null,"businessDays":1,
                                    "calendarDays":null,"delta":1,"volatility":33.3333333}]
                                    """,
                                    "updated_at=2013-06-03T00:00:00Z|ts=2013-06-03T00:00:00Z|asset=IBOV|delta=1|delta_bucket=delta_1|volatility=0.1",
                                    "updated_at=2013-06-03T00:00:00Z|ts=2013-06-03T00:00:00Z|asset=IBOV|business_days=1|delta=1|delta_bucket=delta_1"
                                            + "|volatility=33.3333333"))),
            Map.entry(
                    Datasets.DXY,
                    List.of(
                            sample(
                                    "yahoo-dxy",
                                    "d1",
                                    """
                                    "bucket":"dxy_08h50","session":"2025-02-03","at":"2025-02-03T11:50:00Z",
                                    "level":109.25,"percentChange":0.26,"previousClose":108.966686
                                    """,
                                    "ts=2025-02-03T11:50:00Z|session=2025-02-03T00:00:00Z|bucket=dxy_08h50|level=109.25"
                                            + "|percent_change=0.26|value=0.26|previous_close=108.966686"),
                            sample(
                                    "dxy-captures",
                                    "d2",
                                    """
                                    "bucket":"dxy_22h00","session":"2025-02-03","at":"2025-02-04T01:00:00Z",
                                    "level":null,"percentChange":null,"previousClose":null
                                    """,
                                    "ts=2025-02-04T01:00:00Z|session=2025-02-03T00:00:00Z|bucket=dxy_22h00"))),
            Map.entry(
                    Datasets.RATES,
                    List.of(
                            sample(
                                    "b3-rates-curve",
                                    "r1",
                                    """
                            "curve":"PRE","session":"2025-02-03","name":"DIxPRE","vertices":[
                            {"businessDays":1,"calendarDays":1,"rate":13.15,"fixed":true},
                            {"businessDays":20,"calendarDays":30,"rate":-0.0000001,"fixed":false},
                            {"businessDays":20,"calendarDays":30,"rate":13.2,"fixed":true}]
                            """,
                                    "ts=2025-02-03T00:00:00Z|curve=PRE|name=DIxPRE|business_days=1|calendar_days=1|rate=13.15|fixed=t",
                                    "ts=2025-02-03T00:00:00Z|curve=PRE|name=DIxPRE|business_days=20|calendar_days=30|rate=-1.0E-7"
                                            + "|fixed=f",
                                    "ts=2025-02-03T00:00:00Z|curve=PRE|name=DIxPRE|business_days=20|calendar_days=30|rate=13.2|fixed=t"))),
            Map.entry(
                    Datasets.OPTION_SERIES,
                    List.of(sample(
                            "b3-price-report",
                            "s1",
                            """
                                    "underlying":"DOL","session":"2025-02-03","series":[
                                    {"ticker":"DOLH25C005900","isin":"BRBMEFDOLXX1","type":"CALL","style":"EUROPEAN",
                                    "strike":5900.0,"expiry":"2025-03-05","multiplier":50.0},
                                    {"ticker":"DOLH25P005900","isin":null,"type":"PUT","style":"AMERICAN",
                                    "strike":0.01,"expiry":"2025-03-05","multiplier":0.01}]
                                    """,
                            "ts=2025-02-03T00:00:00Z|underlying=DOL|ticker=DOLH25C005900|isin=BRBMEFDOLXX1"
                                    + "|option_type=CALL|style=EUROPEAN|strike=5900.0|expiry=2025-03-05T00:00:00Z"
                                    + "|multiplier=50.0",
                            "ts=2025-02-03T00:00:00Z|underlying=DOL|ticker=DOLH25P005900|option_type=PUT|style=AMERICAN"
                                    + "|strike=0.01|expiry=2025-03-05T00:00:00Z|multiplier=0.01"))),
            Map.entry(
                    Datasets.OPEN_INTEREST,
                    List.of(sample(
                            "b3-price-report",
                            "o1",
                            """
                            "underlying":"PETR4","session":"2025-02-03","positions":[
                            {"ticker":"PETRC400","total":1000.0,"covered":100.0,"locked":400.0,"uncovered":500.0},
                            {"ticker":"PETRC401","total":0.0,"covered":null,"locked":null,"uncovered":null}]
                            """,
                            "ts=2025-02-03T00:00:00Z|underlying=PETR4|ticker=PETRC400|total=1000.0|covered=100.0|locked=400.0"
                                    + "|uncovered=500.0",
                            "ts=2025-02-03T00:00:00Z|underlying=PETR4|ticker=PETRC401|total=0.0"))),
            Map.entry(
                    Datasets.OPTION_PRICES,
                    List.of(
                            sample(
                                    "b3-reference-premium",
                                    "p1",
                                    """
                                    "underlying":"DOL","session":"2025-02-03","at":"2025-02-03T17:30:00Z","prices":[
                                    {"ticker":"DOLH25C005900","settlement":61.25,"reference":61.3,"last":60.5,"bid":60.0,
                                    "ask":62.0,"impliedVolatility":0.1325}]
                                    """,
                                    "ts=2025-02-03T17:30:00Z|underlying=DOL|ticker=DOLH25C005900|session=2025-02-03T00:00:00Z"
                                            + "|quoted_at=2025-02-03T17:30:00Z|settlement=61.25|reference=61.3|last=60.5"
                                            + "|bid=60.0|ask=62.0|implied_volatility=0.1325"),
                            sample(
                                    "b3-price-report",
                                    "p2",
                                    """
                                    "underlying":"DOL","session":"2025-02-03","at":null,"prices":[
                                    {"ticker":"DOLH25C005900","settlement":null,"reference":null,"last":null,"bid":null,
                                    "ask":null,"impliedVolatility":null}]
                                    """,
                                    "ts=2025-02-03T00:00:00Z|underlying=DOL|ticker=DOLH25C005900"
                                            + "|session=2025-02-03T00:00:00Z"))),
            Map.entry(
                    Datasets.UNDERLYING_PRICES,
                    List.of(
                            sample(
                                    "b3-price-report",
                                    "u1",
                                    """
                                    "underlying":"DOL","instrument":"DOLH25","session":"2025-02-03","kind":"LAST",
                                    "at":"2025-02-03T17:30:00Z","price":5856.5,"expiry":"2025-03-05"
                                    """,
                                    "ts=2025-02-03T17:30:00Z|underlying=DOL|instrument=DOLH25|kind=LAST"
                                            + "|session=2025-02-03T00:00:00Z|quoted_at=2025-02-03T17:30:00Z|price=5856.5"
                                            + "|expiry=2025-03-05T00:00:00Z"),
                            sample(
                                    "b3-price-report",
                                    "u2",
                                    """
                                    "underlying":"PETR4","instrument":"PETR4","session":"2025-02-03","kind":"CLOSE",
                                    "at":null,"price":38.07,"expiry":null
                                    """,
                                    "ts=2025-02-03T00:00:00Z|underlying=PETR4|instrument=PETR4|kind=CLOSE"
                                            + "|session=2025-02-03T00:00:00Z|price=38.07"))),
            Map.entry(
                    Datasets.GAMMA_LEVELS,
                    List.of(
                            sample(
                                    "computed",
                                    "g1",
                                    """
                                    "instrument":"DOL","source":"computed","scope":"EXPIRY:2025-03-05","oiBasis":"TOTAL",
                                    "session":"2025-02-03","asOf":"2025-02-03T17:30:00.5Z","status":"sucesso",
                                    "levels":{"callWall":6000.0,"putWall":5500.0,"gammaFlip":5800.123456789,"callWallAny":1.0,
                                    "putWallAny":2.0,"callWallOi":3.0,"putWallOi":4.0,"absGammaStrike":5.0,"maxPosStrike":6.0,
                                    "maxNegStrike":7.0,"gammaFlipCumulative":8.0,"maxPain":9.0,
                                    "flips":[{"price":5800.123456789,"direction":"UP","distancePct":-0.5,"distanceEm":null}]},
                                    "exposures":{"netGex":-1.5E9,"callGex":10.0,"putGex":11.0,"grossGex":12.0,"gammaTilt":-0.25,
                                    "putCallGammaRatio":14.0,"netContractsPer1Pct":15.0,"dex":16.0,"vanna":17.0,"charm":18.0,
                                    "regime":"NEGATIVE","atmVol":0.155,"expectedMove":19.0,"nextExpiryShare":0.5},
                                    "quality":"OK","reasons":{"max_pain":"SEVERAL_EXPIRIES","x":"a \\"b\\", c\\\\d"},
                                    "inputs":{"referenceInstrument":"DOLH25","spot":5856.5,"anchor":"LIVE",
                                    "valuationDate":"2025-02-03","oiDate":"2025-01-31","forwardSources":["FUTURE"],
                                    "ivSourceCounts":{"PREMIUM":10},"flags":[],"oiCoverage":0.99,"rowsIn":12,"rowsUsed":11,
                                    "methodVersion":"1","signConvention":"dealers long calls, short puts",
                                    "calendarVersion":"2025","sources":{"openInterest":"2025-01-31 ab"}},"rawPayload":null
                                    """,
                                    "ts=2025-02-03T17:30:00.500Z|instrument=DOL|level_source=computed|scope=EXPIRY:2025-03-05"
                                            + "|oi_basis=TOTAL|session=2025-02-03T00:00:00Z|status=sucesso|quality=OK"
                                            + "|unit=points of DOLH25|exposure_unit=BRL per 1 % move"
                                            + "|regime=NEGATIVE|reference_instrument=DOLH25|anchor=LIVE|method_version=1"
                                            + "|call_wall=6000.0|put_wall=5500.0|gamma_flip=5800.123456789|call_wall_any=1.0"
                                            + "|put_wall_any=2.0|call_wall_oi=3.0|put_wall_oi=4.0|abs_gamma_strike=5.0"
                                            + "|max_pos_strike=6.0|max_neg_strike=7.0|gamma_flip_cumulative=8.0|max_pain=9.0"
                                            + "|net_gex=-1.5E9|call_gex=10.0|put_gex=11.0|gross_gex=12.0|gamma_tilt=-0.25"
                                            + "|put_call_gamma_ratio=14.0|net_contracts_per_1pct=15.0|dex=16.0|vanna=17.0"
                                            + "|charm=18.0|atm_vol=0.155|expected_move=19.0|next_expiry_share=0.5|spot=5856.5"
                                            + "|oi_coverage=0.99|rows_in=12|rows_used=11|valuation_date=2025-02-03T00:00:00Z"
                                            + "|oi_date=2025-01-31T00:00:00Z|sign_convention=dealers long calls, short puts"
                                            + "|flips=[{\"price\":5800.123456789,\"direction\":\"UP\",\"distancePct\":-0.5,"
                                            + "\"distanceEm\":null}]|reasons={\"max_pain\":\"SEVERAL_EXPIRIES\","
                                            + "\"x\":\"a \\\"b\\\", c\\\\d\"}|inputs={\"referenceInstrument\":\"DOLH25\","
                                            + "\"spot\":5856.5,\"anchor\":\"LIVE\",\"valuationDate\":\"2025-02-03\","
                                            + "\"oiDate\":\"2025-01-31\",\"forwardSources\":[\"FUTURE\"],"
                                            + "\"ivSourceCounts\":{\"PREMIUM\":10},\"flags\":[],\"oiCoverage\":0.99,"
                                            + "\"rowsIn\":12,\"rowsUsed\":11,\"methodVersion\":\"1\","
                                            + "\"signConvention\":\"dealers long calls, short puts\","
                                            + "\"calendarVersion\":\"2025\",\"sources\":{\"openInterest\":\"2025-01-31 ab\"}}"),
                            sample(
                                    "gamma-levels-site",
                                    "g2",
                                    """
                                    "instrument":"ES_SP500","source":"site","scope":"ALL","oiBasis":"TOTAL",
                                    "session":"2025-02-03","asOf":"2025-02-03T00:00:00Z","status":"falha",
                                    "levels":{"callWall":null,"putWall":null,"gammaFlip":null,"callWallAny":null,
                                    "putWallAny":null,"callWallOi":null,"putWallOi":null,"absGammaStrike":null,
                                    "maxPosStrike":null,"maxNegStrike":null,"gammaFlipCumulative":null,"maxPain":null,"flips":[]},
                                    "exposures":null,"quality":null,"reasons":{"put_wall":"LEGACY_NA"},"inputs":null,
                                    "rawPayload":"{\\"put\\":\\"N/A\\"}"
                                    """,
                                    "ts=2025-02-03T00:00:00Z|instrument=ES_SP500|level_source=site|scope=ALL|oi_basis=TOTAL"
                                            + "|session=2025-02-03T00:00:00Z|status=falha|flips=[]"
                                            + "|reasons={\"put_wall\":\"LEGACY_NA\"}|raw_payload={\"put\":\"N/A\"}"))),
            Map.entry(
                    Datasets.GAMMA_STRIKES,
                    List.of(sample(
                            "computed",
                            "k1",
                            """
                            "instrument":"DOL","scope":"ALL","oiBasis":"TOTAL","session":"2025-02-03",
                            "asOf":"2025-02-03T17:30:00Z","strikes":[
                            {"strike":5900.0,"callGex":1.5,"putGex":-2.5,"netGex":-1.0,"callOi":3.0,"putOi":4.0,"dex":5.0,
                            "vanna":6.0,"charm":7.0},
                            {"strike":5900.5,"callGex":0.0,"putGex":-0.0,"netGex":0.0,"callOi":0.0,"putOi":0.0,"dex":0.0,
                            "vanna":0.0,"charm":0.0}]
                            """,
                            "ts=2025-02-03T17:30:00Z|instrument=DOL|scope=ALL|oi_basis=TOTAL|session=2025-02-03T00:00:00Z"
                                    + "|strike=5900.0|call_gex=1.5|put_gex=-2.5|net_gex=-1.0|call_oi=3.0|put_oi=4.0|dex=5.0"
                                    + "|vanna=6.0|charm=7.0",
                            "ts=2025-02-03T17:30:00Z|instrument=DOL|scope=ALL|oi_basis=TOTAL|session=2025-02-03T00:00:00Z"
                                    + "|strike=5900.5|call_gex=0.0|put_gex=-0.0|net_gex=0.0|call_oi=0.0|put_oi=0.0|dex=0.0"
                                    + "|vanna=0.0|charm=0.0"))),
            Map.entry(
                    Datasets.GAMMA_PROFILE,
                    List.of(sample(
                            "computed",
                            "c1",
                            """
                            "instrument":"DOL","scope":"ALL","oiBasis":"UNCOVERED","session":"2025-02-03",
                            "asOf":"2025-02-03T17:30:00Z","points":[{"price":4685.2,"netGex":-1.25,"grossGex":2.5}]
                            """,
                            "ts=2025-02-03T17:30:00Z|instrument=DOL|scope=ALL|oi_basis=UNCOVERED|session=2025-02-03T00:00:00Z"
                                    + "|price=4685.2|net_gex=-1.25|gross_gex=2.5"))),
            Map.entry(
                    Datasets.CORPORATE_ACTIONS,
                    List.of(
                            sample(
                                    "b3-company-supplement",
                                    "ca1",
                                    """
                                    "company":"ABCD","shareClass":"ON","kind":"INTEREST_ON_CAPITAL","session":"2025-02-03",
                                    "payment":"2025-01-20/0.4702","approved":"2025-01-20","exDate":"2025-02-04",
                                    "paymentDate":"2025-02-28","valuePerShare":0.4702,"netValuePerShare":0.39967,
                                    "priceBeforeEx":16.07,"isin":"BRABCDACNOR0","relatedTo":"Anual/2024"
                                    """,
                                    "ts=2025-02-03T00:00:00Z|company=ABCD|share_class=ON|kind=INTEREST_ON_CAPITAL"
                                            + "|payment=2025-01-20/0.4702|approved=2025-01-20T00:00:00Z|ex_date=2025-02-04T00:00:00Z"
                                            + "|payment_date=2025-02-28T00:00:00Z|value_per_share=0.4702|net_value_per_share=0.39967"
                                            + "|price_before_ex=16.07|isin=BRABCDACNOR0|related_to=Anual/2024"),
                            sample(
                                    "b3-cash-dividends",
                                    "ca2",
                                    """
                                    "company":"ABCD","shareClass":"PN","kind":"INCOME","session":"2031-02-03",
                                    "payment":"2030-12-20/0.1/2","approved":"2030-12-20","exDate":null,"paymentDate":null,
                                    "valuePerShare":0.1,"netValuePerShare":null,"priceBeforeEx":null,"isin":null,"relatedTo":null
                                    """,
                                    "ts=2031-02-03T00:00:00Z|company=ABCD|share_class=PN|kind=INCOME|payment=2030-12-20/0.1/2"
                                            + "|approved=2030-12-20T00:00:00Z|value_per_share=0.1"))),
            Map.entry(
                    Datasets.SNAPSHOTS,
                    List.of(
                            sample(
                                    "b3-price-report",
                                    "n1",
                                    """
                                    "kind":"FUTURE","instrument":"DOL","name":null,"contractMonth":"H25",
                                    "expiry":"2025-03-05","session":"2025-02-03","value":5856.572,"previous":5850.0,
                                    "displayValue":null,"unit":"POINTS","status":"ajustado"
                                    """,
                                    "ts=2025-02-03T00:00:00Z|kind=FUTURE|instrument=DOL|contract_month=H25|unit=POINTS"
                                            + "|status=ajustado|expiry=2025-03-05T00:00:00Z|value=5856.572|previous=5850.0|price_settlement=5856.572"),
                            sample(
                                    "b3-financial-indicators",
                                    "n2",
                                    """
                                    "kind":"INDICATOR","instrument":"taxa_selic","name":"TAXA SELIC","contractMonth":null,
                                    "expiry":null,"session":"2025-02-03","value":13.15,"previous":null,
                                    "displayValue":"13,15","unit":"PERCENT_A_YEAR","status":null
                                    """,
                                    "ts=2025-02-03T00:00:00Z|kind=INDICATOR|instrument=taxa_selic|name=TAXA SELIC"
                                            + "|unit=PERCENT_A_YEAR|value=13.15|display_value=13,15"))),
            Map.entry(
                    Datasets.HEARTBEATS,
                    List.of(
                            sample(
                                    "gamma",
                                    "h1",
                                    """
                                    "program":"gamma","instance":"1234@host","session":"2025-02-03",
                                    "at":"2025-02-03T20:00:00.120Z","state":"ERROR","pending":12,"reason":"BUG: broken"
                                    """,
                                    "ts=2025-02-03T20:00:00.120Z|program=gamma|instance=1234@host|state=ERROR"
                                            + "|session=2025-02-03T00:00:00Z|pending=12|reason=BUG: broken"),
                            sample(
                                    "normalize",
                                    "h2",
                                    """
                                    "program":"normalize","instance":"1234@host","session":"2025-02-03",
                                    "at":"2025-02-03T20:00:00.120Z","state":"RUNNING","pending":null,"reason":null
                                    """,
                                    "ts=2025-02-03T20:00:00.120Z|program=normalize|instance=1234@host|state=RUNNING"
                                            + "|session=2025-02-03T00:00:00Z"))));

    private Samples() {}

    private static Sample sample(String source, String document, String fields, String... rows) {
        String json = "{" + fields + ",\"provenance\":{\"source\":\"" + source
                + "\",\"knownAt\":\"2025-02-04T09:00:00.123456Z\",\"document\":\"" + document + "\"}}";
        return new Sample(
                json,
                List.of(rows).stream()
                        .map(row -> row + "|source=" + source + "|" + KNOWN)
                        .toList());
    }
}
