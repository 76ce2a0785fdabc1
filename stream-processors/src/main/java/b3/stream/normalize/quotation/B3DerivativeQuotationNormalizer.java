package b3.stream.normalize.quotation;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Provenance;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Product;
import b3.schema.contracts.Underlyings;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.contracts.Chains;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.document.OnlyFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the delayed quotes of one commodity's futures and options,
 * {@code cotacao.b3.com.br/mds/api/v1/DerivativeQuotation/DOL}.
 *
 * <p><b>Document.</b> UTF-8 JSON of up to 2 MB; the current session only, as of the moment {@code Msg.dtTm} (São Paulo, no
 * offset printed). Outside the session's hours the address may answer the bare text {@code Quotation not available}, or a
 * {@code BizSts.cd} other than {@code OK}: that is {@link Reason#UNREADABLE_DOCUMENT}.
 * <pre>{@code
 * {"BizSts":{"cd":"OK"},"Msg":{"dtTm":"2026-03-10 14:51:55"},"Scty":[
 *   {"SctyQtn":{"exrcPric":5000,"curPrc":5.25},"asset":{"AsstSummry":{"mtrtyCode":"2026-04-01","opnCtrcts":1940},
 *     "SdTpCd":{"desc":"P"},"code":"DOL"},"mkt":{"cd":"SOPT"},"symb":"DOLJ26P005000"}]}
 * }</pre>
 *
 * <p><b>Fields.</b> A key that is absent means no value. {@code symb}: ticker; {@code asset.code}: commodity, the
 * underlying; {@code mkt.cd}: {@code FUT} futures, {@code SOPT} options, {@code SPOT} the commodity itself (no price),
 * {@code OPTEXER} the exercise twin of every option, whose code ends in {@code E}: left out, or everything would count
 * twice; {@code asset.SdTpCd.desc}: C or P; {@code SctyQtn.exrcPric}: strike, in the underlying's quotation, which the six
 * digits of the ticker are not for every commodity; {@code asset.AsstSummry.mtrtyCode}: expiry, 9999-12-31 for none;
 * {@code opnCtrcts}: open contracts <b>after the session before</b>, and so of that session;
 * {@code SctyQtn.curPrc}: last trade; {@code buyOffer.price}, {@code sellOffer.price}: best bid and ask.
 *
 * <p><b>The settlement before.</b> {@code SctyQtn.prvsDayAdjstmntPric} of a future equals the published settlement price of
 * the session before for DOL (26 of 26 contracts on 2026-03-10) and IND (13 of 13), and is taken as that for these and
 * their minis, as the last of its sources. For DI1 it is a rate, within 0.01 percentage points of the published one but
 * equal in 7 of 48 only: it makes a curve of its own name, {@value #CURVE}, never DI1. For DDI (0 of 48) and all others it
 * is nobody's settlement and is left out.
 *
 * <p><b>Records.</b> The series (style and multiplier by {@link Product}; null for a commodity that has none there), open
 * interest of the session before, prices of this moment, the last price of every future that traded, and what the settlement
 * before gives. A document that has none of this, of futures that did not trade and whose settlement before is nobody's, says
 * so in one rejection a commodity.
 */
public final class B3DerivativeQuotationNormalizer implements Normalizer {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    /** Rates at which DI1 was settled in the session before, as quoted: not the published curve, but near it. */
    public static final String CURVE = "DI1-PREVIOUS";

    /** Families of the futures whose settlement before is the published one. */
    private static final List<String> SETTLED = List.of(Underlyings.family("DOL"), Underlyings.family("IND"));

    private static final String RATE_FUTURE = "DI1";
    private static final String NOT_AVAILABLE = "Quotation not available";
    private static final String FUTURE = "FUT";
    private static final String EXERCISE = "OPTEXER";
    private static final LocalDate NONE = LocalDate.of(9999, 12, 31);
    private static final int MESSAGE = 256;

    @Override
    public Feed feed() {
        return Feeds.DERIVATIVE_QUOTATION;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember member = OnlyFile.of(document);
        JsonNode root = root(member);
        Instant at = at(root, member);
        LocalDate session = TradingCalendar.load().sessionOn(at);
        Sessions.check(document, session);
        DocumentRows found = new DocumentRows(new Provenance(feed().name(), document.fetchedAt(), document.sha256()));
        Reading reading = new Reading(found, session, at);
        int number = 0;
        for (JsonNode row : root.path("Scty")) {
            number++;
            String where = "Scty " + number + " \"" + ExactJson.text(row, "symb") + "\"";
            try {
                reading.take(row, where);
            } catch (UnreadableFieldException e) {
                found.reject(where, e);
            }
        }
        if (number == 0) {
            throw unreadable(member.name() + ": no Scty");
        }
        reading.finish();
        return found.finish(session);
    }

    private static JsonNode root(ArchiveMember member) {
        String start = new String(member.head(MESSAGE), StandardCharsets.UTF_8);
        if (start.contains(NOT_AVAILABLE)) {
            throw unreadable("the source says \"" + NOT_AVAILABLE + "\": no quotes at this moment");
        }
        JsonNode root = ExactJson.read(member);
        String status = ExactJson.text(root.path("BizSts"), "cd");
        if (!status.equals("OK")) {
            throw unreadable(member.name() + ": expected BizSts.cd OK, saw " + ExactJson.shortly(root.path("BizSts"))
                    + " in " + member.glimpse());
        }
        return root;
    }

    private static Instant at(JsonNode root, ArchiveMember member) {
        String stamp = ExactJson.text(root.path("Msg"), "dtTm");
        try {
            LocalDateTime local = LocalDateTime.parse(stamp, STAMP);
            KnownSessions.checkSessionBefore(local.toLocalDate());
            return local.atZone(TradingCalendar.SAO_PAULO).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnreadableDocumentException(
                    Reason.NO_SESSION,
                    member.name() + ": expected Msg.dtTm yyyy-MM-dd HH:mm:ss, saw \"" + stamp + "\"");
        }
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }

    /** One pass over one document. */
    private static final class Reading {

        private final DocumentRows found;
        private final LocalDate session;
        private final LocalDate sessionBefore;
        private final Instant at;
        private final Chains chains;
        private final Map<String, Integer> untraded = new TreeMap<>();
        private final List<RatesCurve.Vertex> curve = new ArrayList<>();
        private boolean nothing = true;

        Reading(DocumentRows found, LocalDate session, Instant at) {
            this.found = found;
            this.session = session;
            this.sessionBefore = TradingCalendar.load().previousSession(session);
            this.at = at;
            this.chains = found.gathering(Chains.class, () -> new Chains(found, at));
        }

        void take(JsonNode row, String where) {
            String market = ExactJson.required(row.path("mkt"), "cd");
            String side = ExactJson.text(row.path("asset").path("SdTpCd"), "desc");
            if (market.equals(FUTURE)) {
                future(row, where);
            } else if (!market.equals(EXERCISE) && !side.isEmpty()) {
                option(row, side, where);
            }
        }

        void finish() {
            if (nothing) {
                untraded.forEach((asset, futures) -> found.reject(
                        Reason.MISSING_FIELD,
                        asset,
                        futures
                                + " futures without a trade: no curPrc, and what prvsDayAdjstmntPric means is known for the families "
                                + SETTLED + " and " + RATE_FUTURE + " alone"));
            }
            if (!curve.isEmpty()) {
                curve.sort(Comparator.comparingInt(RatesCurve.Vertex::businessDays));
                found.add(
                        new RatesCurve(
                                CURVE, sessionBefore, "DI1 settlement before, as quoted", curve, found.provenance()),
                        "contracts DI1");
            }
        }

        private void future(JsonNode row, String where) {
            Double last = ExactJson.figure(row.path("SctyQtn"), "curPrc");
            Double before = ExactJson.figure(row.path("SctyQtn"), "prvsDayAdjstmntPric");
            String asset = ExactJson.required(row.path("asset"), "code");
            String ticker = ExactJson.required(row, "symb");
            LocalDate expiry = expiry(row);
            if (last == null) {
                untraded.merge(asset, 1, Integer::sum);
            } else {
                price(asset, ticker, session, UnderlyingPrice.Kind.LAST, last, expiry, where);
            }
            if (before != null && expiry != null && SETTLED.contains(Underlyings.family(asset))) {
                price(asset, ticker, sessionBefore, UnderlyingPrice.Kind.SETTLEMENT, before, expiry, where);
            }
            if (before != null && expiry != null && asset.equals(RATE_FUTURE)) {
                KnownSessions.checkRow("mtrtyCode", expiry);
                int days = BusinessDays.knownOn(session).between(sessionBefore, expiry);
                int calendarDays = Math.toIntExact(expiry.toEpochDay() - sessionBefore.toEpochDay());
                nothing = false;
                curve.add(new RatesCurve.Vertex(days, calendarDays, before, false));
            }
        }

        private void price(
                String asset,
                String ticker,
                LocalDate day,
                UnderlyingPrice.Kind kind,
                double price,
                @Nullable LocalDate expiry,
                String where) {
            if (!(price > 0)) {
                throw new UnreadableFieldException(
                        Reason.INCONSISTENT_ROW, kind + ": expected a price above zero, saw " + price);
            }
            nothing = false;
            Instant moment = kind == UnderlyingPrice.Kind.LAST ? at : null;
            found.add(new UnderlyingPrice(asset, ticker, day, kind, moment, price, expiry, found.provenance()), where);
        }

        private void option(JsonNode row, String side, String where) {
            String ticker = ExactJson.required(row, "symb");
            String asset = ExactJson.required(row.path("asset"), "code");
            JsonNode summary = row.path("asset").path("AsstSummry");
            Series series = series(row, ticker, asset, side);
            Position position = summary.hasNonNull("opnCtrcts")
                    ? new Position(ticker, ExactJson.quantity(summary, "opnCtrcts"), null, null, null)
                    : null;
            Price price = new Price(
                    ticker,
                    null,
                    null,
                    ExactJson.figure(row.path("SctyQtn"), "curPrc"),
                    ExactJson.figure(row.path("buyOffer"), "price"),
                    ExactJson.figure(row.path("sellOffer"), "price"),
                    null);
            nothing = false;
            // nothing of a row is taken before all of it is read
            chains.series(asset, session, series, where);
            if (position != null) {
                chains.position(asset, sessionBefore, position, where);
            }
            chains.price(asset, session, price, where);
        }

        private static Series series(JsonNode row, String ticker, String asset, String side) {
            Double strike = ExactJson.figure(row.path("SctyQtn"), "exrcPric");
            LocalDate expiry = expiry(row);
            if (strike == null || strike <= 0 || expiry == null) {
                throw new UnreadableFieldException(
                        Reason.MISSING_FIELD, "expected exrcPric and mtrtyCode, saw " + strike + " and " + expiry);
            }
            OptionSeriesBook.Type type = type(side);
            return Product.find(asset)
                    .map(product -> product.series(ticker, type, strike, expiry))
                    .orElseGet(() -> new Series(ticker, null, type, null, strike, expiry, null));
        }

        private static OptionSeriesBook.Type type(String side) {
            return switch (side) {
                case "C" -> OptionSeriesBook.Type.CALL;
                case "P" -> OptionSeriesBook.Type.PUT;
                default ->
                    throw new UnreadableFieldException(
                            Reason.UNREADABLE_FIELD, "SdTpCd.desc: expected C or P, saw \"" + side + "\"");
            };
        }

        private static @Nullable LocalDate expiry(JsonNode row) {
            LocalDate date =
                    ExactJson.date(row.path("asset").path("AsstSummry"), "mtrtyCode", DateTimeFormatter.ISO_LOCAL_DATE);
            return date.equals(NONE) ? null : date;
        }
    }
}
