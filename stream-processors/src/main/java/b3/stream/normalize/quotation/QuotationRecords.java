package b3.stream.normalize.quotation;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Product;
import b3.schema.contracts.Underlyings;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The records of one document of delayed quotes, made row by row; {@link B3DerivativeQuotationNormalizer} says which. */
final class QuotationRecords {

    /** Families of the futures whose settlement before is the published one. */
    private static final List<String> SETTLED = List.of(Underlyings.family("DOL"), Underlyings.family("IND"));

    private static final String RATE_FUTURE = "DI1";
    private static final String FUTURE = "FUT";
    private static final String EXERCISE = "OPTEXER";
    private static final LocalDate NONE = LocalDate.of(9999, 12, 31);

    private final DocumentRows found;
    private final LocalDate session;
    private final LocalDate sessionBefore;
    private final Instant at;
    private final ChainBooks chains;
    private final Map<String, Integer> untraded = new TreeMap<>();
    private final List<RatesCurve.Vertex> curve = new ArrayList<>();
    private boolean nothing = true;

    QuotationRecords(DocumentRows found, LocalDate session, Instant at) {
        this.found = found;
        this.session = session;
        this.sessionBefore = TradingCalendar.load().previousSession(session);
        this.at = at;
        this.chains = found.gathering(ChainBooks.class, () -> new ChainBooks(found, at));
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
                            B3DerivativeQuotationNormalizer.CURVE,
                            sessionBefore,
                            "DI1 settlement before, as quoted",
                            curve,
                            found.provenance()),
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
        // all fields of a row are read before any of them is taken
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
