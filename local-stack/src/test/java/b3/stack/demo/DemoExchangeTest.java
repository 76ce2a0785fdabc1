package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.adjustments.Adjustment;
import b3.schema.calendar.TradingCalendar;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.corporateactions.CorporateAction.Kind;
import b3.schema.document.RawScrape;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Registry;
import b3.stream.normalize.reading.Normalized;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of the demo exchange is read by the normalizer that reads the real one, without a rejection. */
class DemoExchangeTest {

    private static final TradingCalendar CALENDAR = TradingCalendar.load();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> ASSETS = List.of("DOL", "IND", "DI1", "DDI");

    /** The session or weekend that is going on and the four sessions before, and sessions around a year's end and an expiry. */
    static List<LocalDate> sessions() {
        List<LocalDate> sessions = new ArrayList<>();
        LocalDate session = CALENDAR.sessionOn(Clock.systemUTC().instant());
        for (int i = 0; i < 5; i++) {
            sessions.add(session);
            session = CALENDAR.previousSession(session);
        }
        sessions.addAll(List.of(LocalDate.parse("2025-12-30"), LocalDate.parse("2026-01-02")));
        return sessions;
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void everyDocumentIsReadWithoutARejection(LocalDate session) throws Exception {
        Map<Feed, List<MarketRecord>> records = new HashMap<>();
        try (DemoExchange exchange = at(session, LocalTime.of(15, 0))) {
            for (Map.Entry<Feed, byte[]> document : documents(exchange, session).entrySet()) {
                Normalized normalized = normalized(document.getKey(), document.getValue(), session);

                assertThat(normalized.rejections()).as(document.getKey().name()).isEmpty();
                assertThat(normalized.records()).as(document.getKey().name()).isNotEmpty();
                records.put(document.getKey(), normalized.records());
            }
        }
        assertThat(records.keySet()).containsAll(collected());
        assertFiguresAgree(records.values().stream().flatMap(List::stream).toList());
        assertThat(underlyings(records, Feeds.INSTRUMENTS, OptionSeriesBook.class))
                .containsExactlyInAnyOrder("DOL", "IBOV", "PETR4", "VALE3", "BOVA11");
        assertThat(underlyings(records, Feeds.OPEN_POSITIONS, OpenInterestBook.class))
                .containsExactlyInAnyOrder("DOL", "IBOV", "PETR4", "VALE3", "BOVA");
        assertThat(underlyings(records, Feeds.TRADE_INFORMATION, OptionPricesBook.class))
                .as("dollar options are still being quoted")
                .containsExactlyInAnyOrder("IBOV", "PETR4", "VALE3", "BOVA11");
        assertThat(underlyings(records, Feeds.DERIVATIVE_QUOTATION, OptionPricesBook.class))
                .containsExactly("DOL");
        assertThat(underlyings(records, Feeds.PRICE_REPORT, OpenInterestBook.class))
                .containsExactlyInAnyOrder("DOL", "IND");
    }

    /** Every feed gives the same figure for the same fact, and the figures of a row fit each other. */
    private static void assertFiguresAgree(List<MarketRecord> records) {
        Map<String, Double> figures = new HashMap<>();
        for (MarketRecord record : records) {
            record.figures().forEach((name, figure) -> {
                String fact = record.getClass().getSimpleName() + " " + record.businessKey() + " " + name;
                assertThat(Objects.requireNonNullElse(figures.putIfAbsent(fact, figure), figure))
                        .as(fact)
                        .isEqualTo(figure);
            });
            if (record instanceof Adjustment settled && settled.change() != null) {
                assertThat(BigDecimal.valueOf(settled.priceSettlement())
                                .subtract(BigDecimal.valueOf(Objects.requireNonNull(settled.pricePrev()))))
                        .as(settled.businessKey())
                        .isEqualByComparingTo(BigDecimal.valueOf(settled.change()));
            }
            if (record instanceof OpenInterestBook book) {
                book.positions().forEach(DemoExchangeTest::assertSplit);
            }
        }
    }

    private static void assertSplit(Position position) {
        if (position.covered() != null) {
            double parts = position.covered()
                    + Objects.requireNonNull(position.locked())
                    + Objects.requireNonNull(position.uncovered());
            assertThat(parts).as(position.ticker()).isEqualTo(position.total(), within(0.0));
        }
    }

    @Test
    void quotesMoveWithTheClock() throws Exception {
        LocalDate session = LocalDate.parse("2025-02-03");
        for (String asset : ASSETS) {
            double before = lastFuture(asset, session, LocalTime.of(2, 10));
            double after = lastFuture(asset, session, LocalTime.of(2, 11));

            assertThat(after).as(asset).isNotEqualTo(before).isCloseTo(before, withinPercentage(1));
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void everyPartOfAFeedIsReadWithoutARejection(LocalDate session) throws Exception {
        List<MarketRecord> records = new ArrayList<>();
        try (DemoExchange exchange = at(session, LocalTime.of(15, 0))) {
            for (String asset : ASSETS) {
                String path = "/mds/api/v1/DerivativeQuotation/" + asset;
                records.addAll(taken(exchange, Feeds.DERIVATIVE_QUOTATION, path, session));
            }
            for (int series : new int[] {432, 1178, 11, 4389, 12, 1}) {
                String path = centralBank(session).replace("sgs.11", "sgs." + series);
                records.addAll(taken(exchange, Feeds.BCB_INDICATORS, path, session));
            }
            String day = session.format(DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT));
            String ptax = "/olinda/servico/PTAX/versao/v1/odata/CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)"
                    + "?@moeda=%27USD%27&@dataCotacao=%27" + day + "%27&$format=json";
            records.addAll(taken(exchange, Feeds.BCB_INDICATORS, ptax, session));
            byte[] indicators = get(
                            exchange, "/financialIndicatorsProxy/FinancialIndicators/GetFinancialIndicators/e30=")
                    .body();
            records.addAll(
                    normalized(Feeds.FINANCIAL_INDICATORS, indicators, session).records());
        }
        assertFiguresAgree(records);
        assertThat(records.stream().filter(UnderlyingPrice.class::isInstance).map(record -> ((UnderlyingPrice) record)
                        .underlying()))
                .contains("DOL", "IND", "DI1", "DDI");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void oneDividendGoesExAndOthersAreAnnouncedInEverySession(LocalDate session) throws Exception {
        try (DemoExchange exchange = at(session, LocalTime.of(15, 0))) {
            List<CorporateAction> whole = actions(Feeds.CASH_DIVIDENDS, cashDividends(exchange), session);
            List<CorporateAction> recent = actions(Feeds.COMPANY_SUPPLEMENT, supplement(exchange), session);

            assertThat(whole).anyMatch(action -> session.equals(action.exDate()));
            assertThat(whole)
                    .filteredOn(action -> action.session().isAfter(session))
                    .isNotEmpty()
                    .allMatch(action -> action.approved().isBefore(session) && action.priceBeforeEx() == null);
            assertThat(whole).extracting(CorporateAction::kind).contains(Kind.DIVIDEND, Kind.INTEREST_ON_CAPITAL);
            assertThat(whole)
                    .filteredOn(action -> action.session().getDayOfWeek() == DayOfWeek.WEDNESDAY)
                    .extracting(CorporateAction::valuePerShare)
                    .as("payments that differ in their value alone")
                    .doesNotHaveDuplicates();
            assertThat(whole).extracting(CorporateAction::payment).anyMatch(payment -> payment.endsWith("/2"));
            assertThat(whole)
                    .extracting(CorporateAction::businessKey)
                    .as("both lists name a payment alike")
                    .containsAll(
                            recent.stream().map(CorporateAction::businessKey).toList());
            assertThat(recent).anyMatch(action -> action.paymentDate() != null);
        }
    }

    private static List<CorporateAction> actions(Feed feed, byte[] document, LocalDate session) {
        return normalized(feed, document, session).records().stream()
                .map(CorporateAction.class::cast)
                .toList();
    }

    private static List<MarketRecord> taken(DemoExchange exchange, Feed feed, String path, LocalDate session)
            throws Exception {
        Normalized found = normalized(feed, get(exchange, path).body(), session, path);
        assertThat(found.rejections()).as(path).isEmpty();
        assertThat(found.records()).as(path).isNotEmpty();
        return found.records();
    }

    private static double lastFuture(String asset, LocalDate session, LocalTime time) throws Exception {
        try (DemoExchange exchange = at(session, time)) {
            byte[] quotes =
                    get(exchange, "/mds/api/v1/DerivativeQuotation/" + asset).body();
            return normalized(Feeds.DERIVATIVE_QUOTATION, quotes, session).records().stream()
                    .filter(UnderlyingPrice.class::isInstance)
                    .map(UnderlyingPrice.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .price();
        }
    }

    @Test
    void aLaterVersionGivesThePremiumsOfDollarOptions() throws Exception {
        LocalDate session = LocalDate.parse("2025-02-03");
        try (DemoExchange exchange = at(session.plusDays(1), LocalTime.of(0, 1))) {
            Map<Feed, List<MarketRecord>> records = new HashMap<>();
            byte[] report = file(exchange, "SPRD250203.zip");
            records.put(
                    Feeds.PRICE_REPORT,
                    normalized(Feeds.PRICE_REPORT, report, session).records());
            assertThat(underlyings(records, Feeds.PRICE_REPORT, OptionPricesBook.class))
                    .containsExactlyInAnyOrder("DOL", "IND");
        }
    }

    @Test
    void aHolidayAndADayToComeHaveNoDocuments() throws Exception {
        try (DemoExchange exchange = at(LocalDate.parse("2025-12-25"), LocalTime.of(15, 0))) {
            for (String day : List.of("2025-12-25", "2025-12-26")) {
                String yymmdd = day.substring(2).replace("-", "");
                assertThat(get(exchange, "/pesquisapregao/download?filelist=SPRD" + yymmdd + ".zip")
                                .body())
                        .hasSize(22);
                assertThat(get(exchange, "/api/download/requestname?fileName=InstrumentsConsolidated&date=" + day)
                                .statusCode())
                        .isEqualTo(400);
                assertThat(board(exchange, LocalDate.parse(day), 1).statusCode())
                        .isEqualTo(204);
            }
            assertThat(get(exchange, "/mds/api/v1/DerivativeQuotation/DOL").body())
                    .isEqualTo("Quotation not available".getBytes(UTF_8));
            assertThat(get(exchange, "/pesquisapregao/download?filelist=XX").body())
                    .hasSize(22);
        }
    }

    @Test
    void everyCollectorIsPointedHere() throws Exception {
        try (DemoExchange exchange = at(LocalDate.parse("2025-02-03"), LocalTime.NOON)) {
            Map<String, Object> settings = exchange.collectorSettings();
            assertThat(collected()).isNotEmpty().allSatisfy(feed -> assertThat(settings)
                    .containsEntry("b3.collectors." + feed.name() + ".url", exchange.address()));
        }
    }

    @Test
    void theVendorsSiteShowsItsLevelsAfterLoginOnly() throws Exception {
        try (DemoExchange exchange = at(LocalDate.parse("2025-02-03"), LocalTime.NOON)) {
            assertThat(get(exchange, "/gamma-site/levels").headers().firstValue("Location"))
                    .contains("/gamma-site/login");
            String form = new String(get(exchange, "/gamma-site/login").body(), UTF_8);
            assertThat(form).contains("type=\"password\"").doesNotContain("login-refused");
            HttpResponse<byte[]> refused = logIn(exchange, "wrong");
            assertThat(new String(refused.body(), UTF_8)).contains("id=\"login-refused\"", "type=\"password\"");
            assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(new String(vendorsLevels(exchange), UTF_8)).contains("id=\"gamma-levels\"");
        }
    }

    /** Returns the feeds that have a collector, which are those with a block in its settings. */
    private static Set<Feed> collected() {
        try (InputStream settings = Objects.requireNonNull(
                DemoExchangeTest.class.getClassLoader().getResourceAsStream("b3-collector.yml"))) {
            String text = new String(settings.readAllBytes(), UTF_8);
            return Feeds.ALL.stream()
                    .filter(feed -> text.contains("\n    " + feed.name() + ":\n"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the document of each feed for a session, as its collector would fetch it. */
    private static Map<Feed, byte[]> documents(DemoExchange exchange, LocalDate session) throws Exception {
        String yymmdd = session.format(DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT));
        Map<Feed, byte[]> documents = new HashMap<>();
        documents.put(Feeds.PRICE_REPORT, file(exchange, "SPRD" + yymmdd + ".zip"));
        documents.put(Feeds.INDEX_REPORT, file(exchange, "IR" + yymmdd + ".zip"));
        documents.put(Feeds.RATES_CURVE, file(exchange, "TS" + yymmdd + ".ex_"));
        documents.put(Feeds.TRADE_INFORMATION, csv(exchange, "TradeInformationConsolidated", session));
        documents.put(Feeds.OPEN_POSITIONS, csv(exchange, "DerivativesOpenPosition", session));
        documents.put(Feeds.INSTRUMENTS, csv(exchange, "InstrumentsConsolidated", session));
        documents.put(Feeds.SETTLEMENT_BOARD, board(exchange, session));
        documents.put(
                Feeds.DERIVATIVE_QUOTATION,
                get(exchange, "/mds/api/v1/DerivativeQuotation/DOL").body());
        documents.put(
                Feeds.FINANCIAL_INDICATORS,
                get(exchange, "/financialIndicatorsProxy/FinancialIndicators/GetFinancialIndicators/e30=")
                        .body());
        documents.put(Feeds.BCB_INDICATORS, get(exchange, centralBank(session)).body());
        documents.put(
                Feeds.DOLLAR_VOL_SURFACE,
                get(exchange, "/data/files/16/Superficie.zip").body());
        documents.put(Feeds.COMPANY_SUPPLEMENT, supplement(exchange));
        documents.put(Feeds.CASH_DIVIDENDS, cashDividends(exchange));
        documents.put(Feeds.GAMMA_LEVELS_SITE, vendorsLevels(exchange));
        long midnight = session.atStartOfDay(TradingCalendar.SAO_PAULO).toEpochSecond();
        documents.put(
                Feeds.YAHOO_DXY,
                get(
                                exchange,
                                "/v8/finance/chart/DX-Y.NYB?period1=" + midnight + "&period2=" + (midnight + 86_400)
                                        + "&interval=5m")
                        .body());
        return documents;
    }

    private static byte[] supplement(DemoExchange exchange) throws Exception {
        return companyCall(
                exchange, "GetListedSupplementCompany", "{\"issuingCompany\":\"PETR\",\"language\":\"pt-br\"}");
    }

    private static byte[] cashDividends(DemoExchange exchange) throws Exception {
        return companyCall(
                exchange,
                "GetListedCashDividends",
                "{\"language\":\"pt-br\",\"pageNumber\":1,\"pageSize\":100,\"tradingName\":\"PETROBRAS\"}");
    }

    private static byte[] companyCall(DemoExchange exchange, String call, String argument) throws Exception {
        String base64 = Base64.getEncoder().encodeToString(argument.getBytes(UTF_8));
        return get(exchange, "/listedCompaniesProxy/CompanyCall/" + call + "/" + base64)
                .body();
    }

    private static byte[] vendorsLevels(DemoExchange exchange) throws Exception {
        Object password = exchange.collectorSettings().get("b3.collectors.gamma-levels-site.password");
        String cookie = logIn(exchange, String.valueOf(password))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
        HttpRequest request = HttpRequest.newBuilder(URI.create(exchange.address() + "/gamma-site/levels"))
                .header("Cookie", cookie)
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
    }

    private static HttpResponse<byte[]> logIn(DemoExchange exchange, String password) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(exchange.address() + "/gamma-site/login"))
                .POST(BodyPublishers.ofString("user=demo&password=" + password))
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static String centralBank(LocalDate session) {
        String day = session.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT));
        return "/dados/serie/bcdata.sgs.11/dados?formato=json&dataInicial=" + day + "&dataFinal=" + day;
    }

    private static byte[] file(DemoExchange exchange, String name) throws Exception {
        return get(exchange, "/pesquisapregao/download?filelist=" + name).body();
    }

    private static byte[] csv(DemoExchange exchange, String name, LocalDate session) throws Exception {
        byte[] permission = get(
                        exchange,
                        "/api/download/requestname?fileName=" + name + "&date=" + session + "&recaptchaToken=")
                .body();
        String token = Json.MAPPER.readTree(permission).path("token").asString();
        return get(exchange, "/api/download/?token=" + token.replace("=", "%3D"))
                .body();
    }

    private static byte[] board(DemoExchange exchange, LocalDate session) throws Exception {
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        int count = 2;
        for (int page = 1; page <= count; page++) {
            byte[] body = board(exchange, session, page).body();
            pages.write(page == 1 ? '[' : ',');
            pages.writeBytes(body);
            count = Json.MAPPER.readTree(body).path("table").path("pageCount").asInt();
        }
        pages.write(']');
        return pages.toByteArray();
    }

    private static HttpResponse<byte[]> board(DemoExchange exchange, LocalDate session, int page) throws Exception {
        String path = "/bdi/table/ConsolidatedTradesDerivatives/%s/%s/%d/1000?sort=TckrSymb"
                .formatted(session, session, page);
        HttpRequest request = HttpRequest.newBuilder(URI.create(exchange.address() + path))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(DemoExchange exchange, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(exchange.address() + path)).build(), BodyHandlers.ofByteArray());
    }

    private static Normalized normalized(Feed feed, byte[] document, LocalDate session) {
        String url = feed.equals(Feeds.BCB_INDICATORS) ? centralBank(session) : "http://localhost/document";
        return normalized(feed, document, session, url);
    }

    private static Normalized normalized(Feed feed, byte[] document, LocalDate session, String url) {
        RawScrape scrape = new RawScrape(
                feed.name(),
                session,
                feed.equals(Feeds.CASH_DIVIDENDS) ? "PETR" : null,
                document,
                "application/octet-stream",
                url,
                session.atTime(15, 0).atZone(TradingCalendar.SAO_PAULO).toInstant(),
                200);
        return Registry.read(scrape);
    }

    private static Set<String> underlyings(
            Map<Feed, List<MarketRecord>> records, Feed feed, Class<? extends MarketRecord> type) {
        Stream<MarketRecord> books =
                records.getOrDefault(feed, List.of()).stream().filter(type::isInstance);
        return books.map(MarketRecord::businessKey)
                .map(key -> key.split("[|/]", -1)[0])
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static DemoExchange at(LocalDate day, LocalTime time) throws Exception {
        return new DemoExchange(
                Clock.fixed(day.atTime(time).atZone(TradingCalendar.SAO_PAULO).toInstant(), TradingCalendar.SAO_PAULO));
    }
}
