package b3.stream.gammalevels.inputs;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Share;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.gammalevels.assembly.Calculation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which input of the calculations a message is about.
 *
 * @param kind what it is
 * @param session the session that it belongs to; of a payment the last one with the right to it
 * @param owner the underlying, or its root; the code of a curve; the asset of a surface; the share of a payment
 * @param detail distinguishes the inputs of one kind, session and owner; empty where there is only one
 */
public record InputKey(Kind kind, LocalDate session, String owner, String detail) {

    /** Curves that discount, the preferred first. */
    static final List<String> CURVES = List.of("PRE", "DI1", "DI1-PREVIOUS");

    /** The kind of input that each dataset gives; the dataset of prices gives trades too. */
    private static final Map<Dataset<?>, Kind> KINDS = Map.of(
            Datasets.OPTION_SERIES, Kind.SERIES,
            Datasets.OPEN_INTEREST, Kind.POSITIONS,
            Datasets.OPTION_PRICES, Kind.PREMIUMS,
            Datasets.UNDERLYING_PRICES, Kind.CLOSING,
            Datasets.RATES, Kind.CURVE,
            Datasets.VOL_SURFACE, Kind.SURFACE,
            Datasets.CORPORATE_ACTIONS, Kind.CORPORATE_ACTION);

    /** The datasets that calculations take. */
    public static final List<Dataset<?>> DATASETS =
            Datasets.ALL.stream().filter(KINDS::containsKey).toList();

    /** What an input is. */
    public enum Kind {
        /** The series on one underlying. */
        SERIES,
        /** Open interest of the series on one underlying. */
        POSITIONS,
        /** Option prices; detail: the moment of a quote within the session, empty for the session's own prices. */
        PREMIUMS,
        /** Settlement or closing price of an underlying or its future; detail: instrument and kind of price. */
        CLOSING,
        /**
         * A trade of an underlying or its future; detail: time of the intraday calculation, instrument, time of the
         * trade.
         */
        TRADE,
        /** A rates curve. */
        CURVE,
        /** A volatility surface. */
        SURFACE,
        /** A payment in cash on a share; detail: class, kind of payment, and what tells it from others. */
        CORPORATE_ACTION
    }

    /**
     * Days at both ends of the calendar whose sessions are refused, because inputs reach back and levels reach forward
     * from a session.
     */
    private static final int MARGIN_DAYS = 60;

    /**
     * The input that a business key names; empty if no calculation takes it, such as a payment of sessions that the
     * calendar does not know.
     *
     * @param interval time within which the last trade counts
     * @throws IllegalArgumentException if the key is not one of that dataset or its session is outside the calendar
     * @throws java.time.DateTimeException if a day or moment cannot be read
     */
    public static Optional<InputKey> of(Dataset<?> dataset, String businessKey, Duration interval) {
        String[] parts = businessKey.split("\\|", -1);
        List<String> names = dataset.keyColumns();
        if (parts.length != names.size() || parts[0].isEmpty()) {
            throw new IllegalArgumentException("expected a key " + String.join("|", names) + ", saw " + businessKey);
        }
        String day = parts[names.indexOf(dataset.ofMoments() ? "session" : "ts")];
        Kind kind = KINDS.get(dataset);
        if (kind == null) {
            throw new IllegalArgumentException("no input of gamma levels: " + dataset.name());
        }
        if (kind == Kind.CORPORATE_ACTION && !isWithinCalendar(LocalDate.parse(day))) {
            return Optional.empty();
        }
        LocalDate session = session(day);
        return switch (kind) {
            case SERIES, POSITIONS, SURFACE -> Optional.of(new InputKey(kind, session, parts[0], ""));
            case CURVE ->
                Optional.of(new InputKey(kind, session, parts[0], "")).filter(curve -> CURVES.contains(curve.owner()));
            case PREMIUMS -> Optional.of(new InputKey(kind, session, parts[0], moment(session, parts[2])));
            case CLOSING, TRADE -> price(session, parts, interval);
            case CORPORATE_ACTION -> {
                String share = Share.ticker(parts[0], parts[names.indexOf("share_class")]);
                String detail = String.join(
                        "|",
                        parts[names.indexOf("share_class")],
                        parts[names.indexOf("kind")],
                        parts[names.indexOf("payment")]);
                yield Optional.of(new InputKey(kind, session, share, detail));
            }
        };
    }

    /** The input of a {@link #text}. */
    public static InputKey parse(String text) {
        String[] parts = text.split("\\|", 4);
        return new InputKey(Kind.valueOf(parts[1]), LocalDate.parse(parts[0]), parts[2], parts[3]);
    }

    /** One text per input: session, kind, owner and detail, so that everything of a session lies together. */
    public String text() {
        return place(session, kind, owner) + detail;
    }

    /**
     * The place of an input: the trades of one intraday calculation share a place, and so do all other inputs of one
     * session, kind and owner.
     */
    String place() {
        String moment = kind == Kind.TRADE ? detail.substring(0, detail.indexOf('|') + 1) : "";
        return place(session, kind, owner) + moment;
    }

    /** Begins the texts of all inputs of one session, kind and owner; the whole text of the only one. */
    static String place(LocalDate session, Kind kind, String owner) {
        return session + "|" + kind + "|" + owner + "|";
    }

    /** The calculation that a trade is for. */
    Calculation calculation() {
        return new Calculation(owner, session, Segment.instant(detail.substring(0, detail.indexOf('|'))));
    }

    private static Optional<InputKey> price(LocalDate session, String[] parts, Duration interval) {
        String instrument = parts[1];
        UnderlyingPrice.Kind kind = UnderlyingPrice.Kind.valueOf(parts[3]);
        String moment = moment(session, parts[4]);
        if (kind != UnderlyingPrice.Kind.LAST) {
            return Optional.of(new InputKey(Kind.CLOSING, session, parts[0], instrument + "|" + kind));
        } else if (moment.isEmpty()) {
            return Optional.empty();
        }
        long millis = Segment.instant(moment).toEpochMilli();
        long begin = Math.floorDiv(millis, interval.toMillis()) * interval.toMillis();
        String detail = Segment.sortable(Instant.ofEpochMilli(begin)) + "|" + instrument + "|" + moment;
        return Optional.of(new InputKey(Kind.TRADE, session, parts[0], detail));
    }

    /** A moment within the session; empty for the session as a whole, which keys write as its midnight in UTC. */
    private static String moment(LocalDate session, String ts) {
        Instant moment = Instant.parse(ts);
        return moment.equals(session.atStartOfDay(ZoneOffset.UTC).toInstant()) ? "" : Segment.sortable(moment);
    }

    private static boolean isWithinCalendar(LocalDate session) {
        TradingCalendar calendar = TradingCalendar.load();
        return calendar.knows(session.minusDays(MARGIN_DAYS)) && calendar.knows(session.plusDays(MARGIN_DAYS));
    }

    private static LocalDate session(String text) {
        LocalDate session = LocalDate.parse(text);
        TradingCalendar.load().sessions(session.minusDays(MARGIN_DAYS), session.plusDays(MARGIN_DAYS));
        return session;
    }
}
