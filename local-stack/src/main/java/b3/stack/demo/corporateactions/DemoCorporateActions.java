package b3.stack.demo.corporateactions;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Json;
import b3.schema.calendar.TradingCalendar;
import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.market.DemoOptions.Underlying;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The service behind the page of listed companies. The companies pay something on the shares of every session, so that in
 * any session one payment goes ex and others are announced. On Wednesdays they are two that differ in their value alone, and
 * on Fridays two instalments that are equal.
 */
public final class DemoCorporateActions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final String DIVIDEND = "DIVIDENDO";
    private static final String INTEREST = "JRS CAP PROPRIO";
    private static final int SESSIONS_LISTED = 15;
    private static final int RECENT_SESSIONS = 3;
    private static final int SESSIONS_AHEAD = 10;
    private static final int SESSIONS_FROM_APPROVAL = 20;

    private record Company(String code, String name, String shareClass, String isin, String share) {}

    private static final List<Company> COMPANIES = List.of(
            new Company("PETR", "PETROBRAS", "PN", "BRPETRACNPR6", "PETR4"),
            new Company("VALE", "VALE", "ON", "BRVALEACNOR0", "VALE3"));

    /** The issuing codes of the companies, as a setting of collectors. */
    public static final String CODES = COMPANIES.stream().map(Company::code).collect(Collectors.joining(","));

    private record Payment(
            String kind,
            LocalDate last,
            BigDecimal value,
            @Nullable LocalDate paid) {}

    private final TradingCalendar calendar;
    private final DemoOptions options;

    /** The companies whose shares have these options. */
    public DemoCorporateActions(TradingCalendar calendar, DemoOptions options) {
        this.calendar = calendar;
        this.options = options;
    }

    /** Returns the answer of this session to {@code /CALL/ARGUMENT}, whose argument is JSON in base64. */
    public String answer(String path, LocalDate session) {
        String[] callAndArgument = path.substring(1).split("/", 2);
        JsonNode argument = Json.MAPPER.readTree(new String(Base64.getDecoder().decode(callAndArgument[1]), UTF_8));
        return callAndArgument[0].equals("GetListedSupplementCompany")
                ? supplement(argument.path("issuingCompany").asString(), session)
                : list(argument.path("tradingName").asString(), session);
    }

    private String supplement(String code, LocalDate session) {
        Optional<Company> company =
                COMPANIES.stream().filter(each -> each.code().equals(code)).findFirst();
        return company.map(known -> """
                        [{"quotedPerSharSince":"01/02/2001","tradingName":"%-12s","code":"%s","segment":"BOLSA",\
                        "cashDividends":[%s],"stockDividends":[],"subscriptions":[]}]""".formatted(
                                known.name(),
                                code,
                                payments(known, session, RECENT_SESSIONS).stream()
                                        .map(payment -> event(known, payment))
                                        .collect(Collectors.joining(","))))
                .orElse("[]");
    }

    private String event(Company company, Payment payment) {
        return """
                {"assetIssued":"%1$s","paymentDate":"%2$s","rate":"%3$s","relatedTo":"","approvedOn":"%4$s",\
                "isinCode":"%1$s","label":"%5$s","lastDatePrior":"%6$s","remarks":""}""".formatted(
                        company.isin(),
                        payment.paid() == null ? "" : payment.paid().format(DAY),
                        comma(payment.value().setScale(11)),
                        approved(payment).format(DAY),
                        payment.kind(),
                        payment.last().format(DAY));
    }

    private String list(String tradingName, LocalDate session) {
        List<String> rows = new ArrayList<>();
        for (Company company : COMPANIES) {
            if (company.name().equals(tradingName)) {
                payments(company, session, SESSIONS_LISTED)
                        .forEach(payment -> rows.add(row(company, payment, session)));
            }
        }
        return """
                {"page":{"pageNumber":1,"pageSize":100,"totalRecords":%d,"totalPages":%d},"results":[%s]}""".formatted(rows.size(), rows.isEmpty() ? 0 : 1, String.join(",", rows));
    }

    private String row(Company company, Payment payment, LocalDate session) {
        boolean isPast = !payment.last().isAfter(session);
        BigDecimal price = DemoMarket.round(options.price(share(company), payment.last()), 2);
        BigDecimal percent = payment.value().movePointRight(2).divide(price, 6, RoundingMode.HALF_EVEN);
        String last = payment.last().format(DAY);
        return """
                {"typeStock":"%s","dateApproval":"%s","valueCash":"%s","ratio":"1","corporateAction":"%s",\
                "lastDatePriorEx":"%s","dateClosingPricePriorExDate":"%s","closingPricePriorExDate":"%s",\
                "quotedPerShares":"1","corporateActionPrice":"%s","lastDateTimePriorEx":"%sT00:00:00"}""".formatted(
                        company.shareClass(),
                        approved(payment).format(DAY),
                        comma(payment.value()),
                        payment.kind(),
                        last,
                        isPast ? last : "",
                        isPast ? comma(price) : "",
                        isPast ? comma(percent) : "0",
                        payment.last());
    }

    /** Returns the payments of the last sessions and of those ahead, the latest first. */
    private List<Payment> payments(Company company, LocalDate session, int sessionsBack) {
        LocalDate first = session;
        LocalDate last = session;
        for (int i = 0; i < sessionsBack; i++) {
            first = calendar.previousSession(first);
        }
        for (int i = 0; i < SESSIONS_AHEAD; i++) {
            last = calendar.nextSession(last);
        }
        List<Payment> payments = new ArrayList<>();
        for (LocalDate day : calendar.sessions(first, last)) {
            payments.addAll(0, payments(company, day));
        }
        return payments;
    }

    private static List<Payment> payments(Company company, LocalDate last) {
        double swing = Math.sin(last.toEpochDay() / 7.0 + company.code().length());
        BigDecimal value = DemoMarket.round(0.1 + 0.02 * swing, 4);
        LocalDate paid = last.plusDays(30);
        return switch (last.getDayOfWeek()) {
            case WEDNESDAY ->
                List.of(
                        new Payment(INTEREST, last, value, paid),
                        new Payment(INTEREST, last, value.add(new BigDecimal("0.05")), paid));
            case FRIDAY ->
                List.of(
                        new Payment(INTEREST, last, value, paid),
                        new Payment(INTEREST, last, value, paid.plusDays(30)));
            case MONDAY -> List.of(new Payment(DIVIDEND, last, value, null));
            default -> List.of(new Payment(DIVIDEND, last, value, paid));
        };
    }

    private LocalDate approved(Payment payment) {
        LocalDate day = payment.last();
        for (int i = 0; i < SESSIONS_FROM_APPROVAL; i++) {
            day = calendar.previousSession(day);
        }
        return day;
    }

    private static Underlying share(Company company) {
        return DemoOptions.SHARES.stream()
                .filter(share -> share.name().equals(company.share()))
                .findFirst()
                .orElseThrow();
    }

    private static String comma(BigDecimal value) {
        return value.toPlainString().replace('.', ',');
    }
}
