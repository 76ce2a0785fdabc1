package b3.stack.demo.rates;

import b3.stack.demo.market.DemoMarket;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The financial indicators on the exchange's page, and the series and bulletins of the central bank. */
public final class DemoIndicators {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final String EXCHANGE = "TAXAS DE CÂMBIO";
    private static final String RATES = "TAXAS DE JUROS NACIONAL";
    private static final String FOREIGN_RATES = "TAXAS DE JUROS INTERNACIONAL";

    private final DemoMarket market;

    public DemoIndicators(DemoMarket market) {
        this.market = market;
    }

    /** Returns the answer of GetFinancialIndicators in this session. Its interest rates are those of the session before. */
    public String ofExchange(LocalDate session) {
        LocalDate before = market.previous(session);
        BigDecimal spot = DemoMarket.round(market.dollar(session) / 1_000, 4);
        BigDecimal roll = DemoMarket.round(21.35 + 2 * Math.sin(session.toEpochDay() / 6.0), 2);
        BigDecimal sofr = DemoMarket.round(4.1 + 0.05 * Math.sin(session.toEpochDay() / 9.0), 2);
        StringJoiner items = new StringJoiner(",", "[", "]");
        items.add(item(10014464L, "DIF OPER CASADA - COMPRA", EXCHANGE, "", comma(roll), session));
        items.add(item(10008989L, "DÓLAR CUPOM LIMPO", EXCHANGE, comma(spot), "", session));
        items.add(item(9800508L, "DOLAR SPOT BMF PARA 1 DIA", EXCHANGE, comma(below(spot, "0.0006")), "", session));
        items.add(item(10009506L, "DÓLAR BMF SPOT - 2 DIAS", EXCHANGE, comma(below(spot, "0.0013")), "", session));
        items.add(item(200001169997L, "TAXA SOFR", FOREIGN_RATES, comma(sofr), "", session));
        items.add(item(9800656L, "TAXA SELIC", RATES, "", "14,15", before));
        items.add(item(9800334L, "TAXA CDI CETIP", RATES, "", "14,15", before));
        return items.toString();
    }

    private static String item(long id, String description, String group, String value, String rate, LocalDate date) {
        return """
                {"securityIdentificationCode":%d,"description":"%s","groupDescription":"%s","value":"%s","rate":"%s",\
                "lastUpdate":"%s"}""".formatted(id, description, group, value, rate, date.format(DAY));
    }

    private static BigDecimal below(BigDecimal spot, String points) {
        return spot.subtract(new BigDecimal(points));
    }

    /** Returns one day of a series of the central bank; null for a series that is not served. The rates equal the exchange's. */
    public @Nullable String series(int number, LocalDate session) {
        String figure =
                switch (number) {
                    case 11, 12 -> "0.052531";
                    case 432 -> "14.25";
                    case 1178, 4389 -> "14.15";
                    case 1 -> ptax(session).toPlainString();
                    default -> "";
                };
        String day = session.format(DAY);
        return figure.isEmpty() ? null : "[{\"data\":\"%s\",\"valor\":\"%s\"}]".formatted(day, figure);
    }

    /** Returns the day's five bulletins of the dollar. The closing bulletin has the same minute as the fourth. */
    public String bulletins(LocalDate session) {
        StringJoiner bulletins = new StringJoiner(",", "{\"value\":[", "]}");
        for (int hour = 10; hour <= 13; hour++) {
            BigDecimal moved = BigDecimal.valueOf(13L - hour).movePointLeft(3);
            String kind = hour == 10 ? "Abertura" : "Intermediário";
            bulletins.add(
                    bulletin(session + " " + hour + ":03:30.1", ptax(session).add(moved), kind));
        }
        bulletins.add(bulletin(session + " 13:03:30.6", ptax(session), "Fechamento PTAX"));
        return bulletins.toString();
    }

    private static String bulletin(String moment, BigDecimal sell, String kind) {
        return """
                {"paridadeCompra":1.00000,"paridadeVenda":1.00000,"cotacaoCompra":%s,"cotacaoVenda":%s,\
                "dataHoraCotacao":"%s","tipoBoletim":"%s"}""".formatted(below(sell, "0.0006"), sell, moment, kind);
    }

    private BigDecimal ptax(LocalDate session) {
        return DemoMarket.round(market.dollar(session) / 1_000 - 0.0021, 4);
    }

    private static String comma(BigDecimal value) {
        return value.toPlainString().replace('.', ',');
    }
}
