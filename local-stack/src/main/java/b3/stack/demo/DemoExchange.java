package b3.stack.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.calendar.TradingCalendar;
import b3.stack.demo.DemoServer.Answer;
import b3.stack.demo.corporateactions.DemoCorporateActions;
import b3.stack.demo.derivatives.DemoQuotation;
import b3.stack.demo.derivatives.DemoSettlementBoard;
import b3.stack.demo.derivatives.DemoUp2Data;
import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.rates.DemoDollarIndex;
import b3.stack.demo.rates.DemoIndicators;
import b3.stack.demo.rates.DemoSurface;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A local HTTP server that answers as the sources do, so that the collectors take their real path without the internet. It
 * has the same paths and the same formats, and it answers with an empty zip or an error for a holiday. The documents of a
 * session are there from its first minute on, at any time of day, and quotes move with the clock.
 */
public final class DemoExchange implements AutoCloseable {

    private static final List<String> A_DOCUMENT_A_SESSION = List.of(
            "b3-price-report",
            "b3-index-report",
            "b3-rates-curve",
            "b3-trade-information",
            "b3-open-positions",
            "b3-instruments",
            "b3-settlement-board",
            "bcb-indicators");
    private static final List<String> OVERWRITTEN = List.of(
            "b3-financial-indicators",
            "b3-dollar-vol-surface",
            "b3-company-supplement",
            "b3-cash-dividends",
            "gamma-levels-site");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter US_DAY = DateTimeFormatter.ofPattern("''MM-dd-yyyy''", Locale.ROOT);
    private static final String TOKEN_STEP = "requestname";
    private static final String COMPANIES = "/listedCompaniesProxy/CompanyCall";

    private final TradingCalendar calendar = TradingCalendar.load();
    private final DemoMarket market = new DemoMarket(calendar);
    private final DemoOptions options = new DemoOptions(market, this::isToday);
    private final DemoDailyFiles dailyFiles = new DemoDailyFiles(market, options, this::isPublished);
    private final DemoUp2Data up2Data = new DemoUp2Data(market, options);
    private final DemoSettlementBoard settlementBoard = new DemoSettlementBoard(market);
    private final DemoQuotation quotation = new DemoQuotation(market, options);
    private final DemoIndicators indicators = new DemoIndicators(market);
    private final DemoCorporateActions corporateActions = new DemoCorporateActions(calendar, options);
    private final DemoGammaSite gammaSite = new DemoGammaSite(market, this::session);
    private final Clock clock;
    private final DemoServer server = new DemoServer();

    /** A server on a free port of loopback. */
    public DemoExchange() throws IOException {
        this(Clock.systemUTC());
    }

    /** A server on a free port of loopback, with this clock for the time of day. */
    DemoExchange(Clock clock) throws IOException {
        this.clock = clock;
        server.serve(
                "/pesquisapregao/download",
                (path, parameters) -> Answer.zip(dailyFiles.answer(parameters.getOrDefault("filelist", ""))));
        server.serve("/api/download/", this::up2Data);
        server.serve("/bdi/table/ConsolidatedTradesDerivatives/", (path, parameters) -> settlementBoard(path));
        server.serve(
                "/mds/api/v1/DerivativeQuotation/",
                (path, parameters) -> Answer.json(quotation.answer(path.substring(path.lastIndexOf('/') + 1), now())));
        server.serve("/financialIndicatorsProxy/", (path, parameters) -> Answer.json(indicators.ofExchange(session())));
        server.serve(
                COMPANIES,
                (path, parameters) ->
                        Answer.json(corporateActions.answer(path.substring(COMPANIES.length()), session())));
        server.serve("/dados/serie/bcdata.sgs.", this::centralBankSeries);
        server.serve("/olinda/servico/PTAX/", (path, parameters) -> centralBankBulletins(parameters));
        server.serve("/data/files/", (path, parameters) -> dollarSurface());
        server.serve(
                "/v8/finance/chart/DX-Y.NYB",
                (path, parameters) -> Answer.json(DemoDollarIndex.chart(
                        Long.parseLong(parameters.getOrDefault("period1", "")),
                        Long.parseLong(parameters.getOrDefault("period2", "")),
                        clock.instant())));
        server.handle(DemoGammaSite.PATH, gammaSite);
        server.start();
    }

    /** Returns the settings that point the collectors to this server and make their documents due at any time of day. */
    public Map<String, Object> collectorSettings() {
        Map<String, Object> settings = new HashMap<>();
        A_DOCUMENT_A_SESSION.forEach(feed -> point(settings, feed, "00:00, +1d 00:00", "+1d 12:00", 5));
        // A source without a history has one document, that of the current session.
        OVERWRITTEN.forEach(feed -> point(settings, feed, "00:00", "+1s 00:00", 0));
        settings.put("b3.collectors.bcb-indicators.ptax-url", address());
        settings.put("b3.collectors.b3-company-supplement.companies", DemoCorporateActions.CODES);
        point(settings, "b3-derivative-quotation", "00:00-23:59/1m", "23:59", 0);
        point(settings, "yahoo-dxy", "00:00-23:55/5m", "23:59", 5);
        gammaSite
                .collectorSettings()
                .forEach((name, value) -> settings.put("b3.collectors.gamma-levels-site." + name, value));
        return settings;
    }

    private void point(Map<String, Object> settings, String feed, String schedule, String deadline, int catchUp) {
        String prefix = "b3.collectors." + feed + ".";
        settings.put(prefix + "url", address());
        settings.put(prefix + "pace", "0s");
        settings.put(prefix + "schedule", schedule);
        settings.put(prefix + "deadline", deadline);
        settings.put(prefix + "catch-up-sessions", catchUp);
    }

    /** Returns the address of the server. */
    String address() {
        return server.address();
    }

    private Answer up2Data(String path, Map<String, String> parameters) {
        if (path.endsWith(TOKEN_STEP)) {
            String wanted = parameters.getOrDefault("fileName", "") + "|" + parameters.getOrDefault("date", "");
            String token = Base64.getUrlEncoder().encodeToString(wanted.getBytes(UTF_8));
            return csv(wanted) == null
                    ? new Answer(400, "text/plain", new byte[0])
                    : Answer.json("{\"redirectUrl\":\"~/download?token=%1$s\",\"token\":\"%1$s\"}".formatted(token));
        }
        String token = parameters.getOrDefault("token", "");
        String csv = csv(new String(Base64.getUrlDecoder().decode(token), UTF_8));
        return csv == null ? Answer.NOTHING : new Answer(200, "text/csv", csv.getBytes(ISO_8859_1));
    }

    private @Nullable String csv(String wanted) {
        String[] nameAndDay = wanted.split("\\|", 2);
        LocalDate session = LocalDate.parse(nameAndDay[1]);
        return isPublished(session) ? up2Data.csv(nameAndDay[0], session) : null;
    }

    /** Answers {@code /bdi/table/ConsolidatedTradesDerivatives/DAY/DAY/PAGE/ROWS}. */
    private Answer settlementBoard(String path) {
        String[] parts = path.split("/", -1);
        LocalDate session = LocalDate.parse(parts[4]);
        return isPublished(session)
                ? Answer.json(settlementBoard.page(session, Integer.parseInt(parts[6])))
                : new Answer(204, "application/json", new byte[0]);
    }

    /** Answers {@code /dados/serie/bcdata.sgs.NUMBER/dados}. */
    private Answer centralBankSeries(String path, Map<String, String> parameters) {
        LocalDate session = LocalDate.parse(parameters.getOrDefault("dataInicial", ""), DAY);
        int number = Integer.parseInt(path.split("[./]", -1)[5]);
        String series = isPublished(session) ? indicators.series(number, session) : null;
        return series == null ? Answer.NOTHING : Answer.json(series);
    }

    private Answer centralBankBulletins(Map<String, String> parameters) {
        LocalDate session = LocalDate.parse(parameters.getOrDefault("@dataCotacao", ""), US_DAY);
        return Answer.json(isPublished(session) ? indicators.bulletins(session) : "{\"value\":[]}");
    }

    private Answer dollarSurface() {
        LocalDate session = session();
        return Answer.zip(DemoDailyFiles.zip(DemoSurface.fileName(session), DemoSurface.workbook(session)));
    }

    private boolean isPublished(LocalDate session) {
        return !session.isAfter(now().toLocalDate()) && market.isSession(session);
    }

    private boolean isToday(LocalDate session) {
        return session.equals(now().toLocalDate());
    }

    private LocalDate session() {
        return calendar.sessionOn(clock.instant());
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(TradingCalendar.SAO_PAULO);
    }

    @Override
    public void close() {
        server.close();
    }
}
