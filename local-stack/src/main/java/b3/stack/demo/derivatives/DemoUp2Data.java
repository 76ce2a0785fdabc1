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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three CSV files behind the token download: instruments, open positions and consolidated trade information, with
 * those columns of the real files that somebody reads, in their order.
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

    /** The file with this name for a session; null when there is none. */
    public @Nullable String csv(String name, LocalDate session) {
        return switch (name.replaceFirst("File$", "")) {
            case "InstrumentsConsolidated" -> instruments(session);
            case "DerivativesOpenPosition" -> openPositions(session);
            case "TradeInformationConsolidated" -> tradeInformation(session);
            default -> null;
        };
    }

    private String instruments(LocalDate session) {
        return STATUS
                + "RptDt;TckrSymb;Asst;AsstDesc;SgmtNm;MktNm;SctyCtgyNm;XprtnDt;ISIN;OptnTp;CtrctMltplr;TradgCcy;ExrcPric;"
                + "OptnStyle;PricFctr\n"
                + rows(
                        session,
                        series -> row(
                                session,
                                series.ticker(),
                                asset(series.underlying()),
                                series.underlying().root(),
                                segment(series),
                                series.underlying().isDerivative() ? "OPTIONS ON SPOT" : "EQUITY-DERIVATE",
                                category(series.underlying().kind()),
                                series.expiry(),
                                isin(series),
                                series.call() ? "Call" : "Put",
                                series.underlying().kind() == Kind.DOLLAR ? "50" : "",
                                "BRL",
                                comma(BigDecimal.valueOf(series.strike())),
                                series.underlying().kind() == Kind.SHARE && series.call() ? "AMER" : "EURO",
                                series.underlying().isDerivative() ? "" : "1"));
    }

    private String openPositions(LocalDate session) {
        return "RptDt;TckrSymb;ISIN;Asst;XprtnCd;SgmtNm;OpnIntrst;VartnOpnIntrst;DstrbtnId;CvrdQty;TtlBlckdPos;UcvrdQty;"
                + "TtlPos;BrrwrQty;LndrQty;CurQty;FwdPric\n"
                + rows(session, series -> {
                    long total = options.openInterest(series, session);
                    if (series.underlying().isDerivative()) {
                        return row(
                                session,
                                series.ticker(),
                                isin(series),
                                "DOL",
                                "",
                                segment(series),
                                total,
                                0,
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "");
                    }
                    long covered = series.call() ? total * 65 / 10_000 * 100 : 0;
                    long locked = (total - covered) / 2;
                    return row(
                            session,
                            series.ticker(),
                            isin(series),
                            series.underlying().root(),
                            "",
                            segment(series),
                            "",
                            "",
                            "100",
                            covered,
                            locked,
                            total - covered - locked,
                            total,
                            "10",
                            "10",
                            "",
                            "");
                });
    }

    private String tradeInformation(LocalDate session) {
        StringBuilder csv = new StringBuilder(STATUS
                + "RptDt;TckrSymb;ISIN;SgmtNm;MinPric;MaxPric;TradAvrgPric;LastPric;OscnPctg;AdjstdQt;AdjstdQtTax;RefPric;"
                + "TradQty;FinInstrmQty;NtlFinVol\n");
        for (DemoMarket.Future future : market.futures(session)) {
            BigDecimal rate = future.isQuotedByRate() ? market.rate(future, session) : null;
            String settlement = comma(market.settlement(future, session));
            csv.append(row(
                    session,
                    future.ticker(),
                    "",
                    "FINANCIAL",
                    "",
                    "",
                    "",
                    "",
                    "",
                    settlement,
                    comma(rate),
                    "",
                    "",
                    "",
                    ""));
        }
        for (Underlying underlying : DemoOptions.SHARES) {
            String last = comma(DemoMarket.round(options.price(underlying, session), 2));
            csv.append(row(session, asset(underlying), "", "CASH", "", "", "", last, "", "", "", "", "", "", ""));
        }
        return csv
                + rows(session, series -> {
                    String premium = comma(options.reference(series, session));
                    return row(
                            session,
                            series.ticker(),
                            isin(series),
                            segment(series),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            premium,
                            "",
                            "",
                            "");
                });
    }

    private interface Row {
        String of(Series series);
    }

    private String rows(LocalDate session, Row row) {
        return UNDERLYINGS.stream()
                .flatMap(underlying -> options.series(underlying, session).stream())
                .map(row::of)
                .collect(Collectors.joining());
    }

    private static String row(Object... fields) {
        return Stream.of(fields).map(Object::toString).collect(Collectors.joining(";", "", "\n"));
    }

    /** As the files write it: the index is traded as IBOV11. */
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

    /** {@code BRPETR4A3640}: the share's class where a digit from 3 to 8 tells it, the month and three characters more. */
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
