package b3.stack.demo.derivatives;

import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.market.DemoOptions.Kind;
import b3.stack.demo.market.DemoOptions.Series;
import b3.stack.demo.market.DemoOptions.Underlying;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three CSV files of the token download: instruments, open positions and consolidated trade information. They have the
 * columns of the real files that the normalizers read, in the same order.
 */
public final class DemoUp2Data {

    private static final String STATUS = "Status do Arquivo: Final\n";
    private static final List<Underlying> UNDERLYINGS = Stream.concat(
                    Stream.of(DemoOptions.DOLLAR), DemoOptions.SHARES.stream())
            .toList();

    private final DemoMarket market;
    private final DemoOptions options;

    public DemoUp2Data(DemoMarket market, DemoOptions options) {
        this.market = market;
        this.options = options;
    }

    /** Returns the file with this name for a session; null when there is none. */
    public @Nullable String csv(String name, LocalDate session) {
        return switch (name.replaceFirst("File$", "")) {
            case "InstrumentsConsolidated" -> instruments(session);
            case "DerivativesOpenPosition" -> openPositions(session);
            case "TradeInformationConsolidated" -> tradeInformation(session);
            default -> null;
        };
    }

    private String instruments(LocalDate session) {
        DemoCsv csv = new DemoCsv(
                STATUS,
                "RptDt;TckrSymb;Asst;AsstDesc;SgmtNm;MktNm;SctyCtgyNm;XprtnDt;ISIN;OptnTp;CtrctMltplr;TradgCcy;ExrcPric;"
                        + "OptnStyle;PricFctr");
        series(session).forEach(series -> {
            Underlying underlying = series.underlying();
            csv.add(
                    "RptDt", session,
                    "TckrSymb", series.ticker(),
                    "Asst", asset(underlying),
                    "AsstDesc", underlying.root(),
                    "SgmtNm", segment(series),
                    "MktNm", underlying.isDerivative() ? "OPTIONS ON SPOT" : "EQUITY-DERIVATE",
                    "SctyCtgyNm", category(underlying.kind()),
                    "XprtnDt", series.expiry(),
                    "ISIN", isin(series),
                    "OptnTp", series.call() ? "Call" : "Put",
                    "CtrctMltplr", underlying.kind() == Kind.DOLLAR ? "50" : "",
                    "TradgCcy", "BRL",
                    "ExrcPric", comma(BigDecimal.valueOf(series.strike())),
                    "OptnStyle", underlying.kind() == Kind.SHARE && series.call() ? "AMER" : "EURO",
                    "PricFctr", underlying.isDerivative() ? "" : "1");
        });
        return csv.toString();
    }

    private String openPositions(LocalDate session) {
        DemoCsv csv = new DemoCsv(
                "",
                "RptDt;TckrSymb;ISIN;Asst;XprtnCd;SgmtNm;OpnIntrst;VartnOpnIntrst;DstrbtnId;CvrdQty;TtlBlckdPos;UcvrdQty;"
                        + "TtlPos;BrrwrQty;LndrQty;CurQty;FwdPric");
        series(session).forEach(series -> {
            long total = options.openInterest(series, session);
            if (series.underlying().isDerivative()) {
                csv.add(
                        "RptDt",
                        session,
                        "TckrSymb",
                        series.ticker(),
                        "ISIN",
                        isin(series),
                        "Asst",
                        "DOL",
                        "SgmtNm",
                        segment(series),
                        "OpnIntrst",
                        total,
                        "VartnOpnIntrst",
                        0);
                return;
            }
            long covered = series.call() ? total * 65 / 10_000 * 100 : 0;
            long locked = (total - covered) / 2;
            csv.add(
                    "RptDt",
                    session,
                    "TckrSymb",
                    series.ticker(),
                    "ISIN",
                    isin(series),
                    "Asst",
                    series.underlying().root(),
                    "SgmtNm",
                    segment(series),
                    "DstrbtnId",
                    "100",
                    "CvrdQty",
                    covered,
                    "TtlBlckdPos",
                    locked,
                    "UcvrdQty",
                    total - covered - locked,
                    "TtlPos",
                    total,
                    "BrrwrQty",
                    "10",
                    "LndrQty",
                    "10");
        });
        return csv.toString();
    }

    private String tradeInformation(LocalDate session) {
        DemoCsv csv = new DemoCsv(
                STATUS,
                "RptDt;TckrSymb;ISIN;SgmtNm;MinPric;MaxPric;TradAvrgPric;LastPric;OscnPctg;AdjstdQt;AdjstdQtTax;RefPric;"
                        + "TradQty;FinInstrmQty;NtlFinVol");
        for (DemoMarket.Future future : market.futures(session)) {
            BigDecimal rate = future.isQuotedByRate() ? market.rate(future, session) : null;
            csv.add(
                    "RptDt", session,
                    "TckrSymb", future.ticker(),
                    "SgmtNm", "FINANCIAL",
                    "AdjstdQt", comma(market.settlement(future, session)),
                    "AdjstdQtTax", comma(rate));
        }
        for (Underlying underlying : DemoOptions.SHARES) {
            String last = comma(DemoMarket.round(options.price(underlying, session), 2));
            csv.add("RptDt", session, "TckrSymb", asset(underlying), "SgmtNm", "CASH", "LastPric", last);
        }
        series(session)
                .forEach(series -> csv.add(
                        "RptDt", session,
                        "TckrSymb", series.ticker(),
                        "ISIN", isin(series),
                        "SgmtNm", segment(series),
                        "RefPric", comma(options.reference(series, session))));
        return csv.toString();
    }

    private Stream<Series> series(LocalDate session) {
        return UNDERLYINGS.stream().flatMap(underlying -> options.series(underlying, session).stream());
    }

    /** Returns the asset as the files write it: options on the index have the asset IBOV11. */
    private static String asset(Underlying underlying) {
        return underlying.kind() == Kind.INDEX ? underlying.name() + "11" : underlying.name();
    }

    private static String segment(Series series) {
        if (series.underlying().isDerivative()) {
            return "FINANCIAL";
        }
        return series.call() ? "EQUITY CALL" : "EQUITY PUT";
    }

    private static String category(Kind kind) {
        return switch (kind) {
            case DOLLAR, INDEX_FUTURE -> "OPTION ON SPOT";
            case INDEX -> "OPTION ON INDEX";
            case SHARE -> "OPTION ON EQUITIES";
        };
    }

    /**
     * Returns an ISIN such as {@code BRPETR4A3640}: the ticker of the share, or its first letters and a 9 if the ticker does
     * not have five characters; then the letter of the month and three further characters.
     */
    private static String isin(Series series) {
        Underlying underlying = series.underlying();
        if (underlying.isDerivative()) {
            return "";
        }
        String name = underlying.name();
        String share = name.length() == 5 ? name : underlying.root() + "9";
        String strike = Long.toString(Math.round(series.strike() * 10) % 46_656, 36);
        return "BR" + share + series.ticker().charAt(4)
                + String.format(Locale.ROOT, "%3s", strike).replace(' ', '0').toUpperCase(Locale.ROOT) + "0";
    }

    private static String comma(@Nullable BigDecimal value) {
        return value == null ? "" : value.toPlainString().replace('.', ',');
    }
}
