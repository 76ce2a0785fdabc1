package b3.stream.normalize.dxy;

import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.Reason;
import b3.schema.dxy.DxyTick;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bars of the index, oldest first, and the ticks that they give.
 *
 * <p><b>Ticks.</b> Every bar is a tick, named by its São Paulo minute; of bars within one minute the last one counts.
 * Beside them every session has the ticks 08:50, 08:55 and 09:00: of bars of up to five minutes (the most frequent step
 * between stamps) the close of the last one that had ended by that very moment, so that a later document says the same;
 * of longer bars, which do not tell the level at a moment, the last one that had begun; at most 30 minutes old either
 * way, else only what a bar within the minute says. None is given for a moment that had not come when the document was
 * fetched. A bar's stamp is its start, so a tick's level may be as much later as the bar is long; the bar of a whole
 * day has the time of its close, 17:00 in New York, which is 18:00 or 19:00 in São Paulo.
 *
 * <p><b>Change.</b> The index trades from Sunday evening to Friday 17:00 in New York, where its day ends and its close is
 * taken; bars from 17:00 on belong to the next day. The previous close of a bar is the last bar of the session before, if
 * the document has one that is near enough to the close to be it (from 16:00 on); for the document's first day it is the
 * source's own figure, where it gives one. The session before is the weekday before, on Christmas and New Year's Day the one
 * before that. Without its close no change is known: it is measured from no other day, and a rejection says which close is
 * absent. The percent change is computed from the two levels and rounded to 6 decimals.
 *
 * <p><b>Moves.</b> From one close to the next the index has never moved by 5 percent: a document with such a move is of
 * another instrument and is refused.
 */
final class DxySeries {

    private static final List<LocalTime> BUCKETS =
            List.of(LocalTime.of(8, 50), LocalTime.of(8, 55), LocalTime.of(9, 0));
    private static final Duration FRESH = Duration.ofMinutes(30);
    private static final Duration LONGEST_BAR = Duration.ofMinutes(5);
    private static final Set<MonthDay> REST = Set.of(MonthDay.of(12, 25), MonthDay.of(1, 1));
    private static final double LARGEST_MOVE = 5;
    private static final int DECIMALS = 6;

    private final TreeMap<Instant, DxyBar> bars = new TreeMap<>();
    private final TreeMap<LocalDate, BigDecimal> closes = new TreeMap<>();

    /** @param bars in any order */
    DxySeries(List<DxyBar> bars) {
        bars.forEach(bar -> this.bars.put(bar.at(), bar));
        this.bars.values().stream().filter(DxyBar::isNearClose).forEach(bar -> closes.put(bar.day(), bar.level()));
        closes.forEach((day, close) -> checkMove(day, close, closes.get(sessionBefore(day))));
    }

    /**
     * Takes the source's own figure of the close before its first stamp.
     *
     * @param first the day of the first stamp, of a bar with or without a level
     */
    DxySeries after(BigDecimal close, LocalDate first) {
        closes.putIfAbsent(sessionBefore(first), close);
        return this;
    }

    /** The sessions, except the first, whose previous session has no close here, each with that previous session. */
    Map<LocalDate, LocalDate> withoutCloseBefore() {
        Map<LocalDate, LocalDate> without = new TreeMap<>();
        bars.values().stream().map(DxyBar::day).distinct().skip(1).forEach(day -> {
            if (!closes.containsKey(sessionBefore(day))) {
                without.put(day, sessionBefore(day));
            }
        });
        return without;
    }

    private static void checkMove(LocalDate day, BigDecimal close, @Nullable BigDecimal before) {
        if (before != null && Math.abs(percentChange(close, before)) > LARGEST_MOVE) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected closes of the dollar index, saw " + close + " on " + day + " after " + before
                            + ": no move of the index");
        }
    }

    /** The name of a São Paulo time, {@code dxy_08h50}. */
    static String bucket(LocalTime time) {
        return String.format(Locale.ROOT, "dxy_%02dh%02d", time.getHour(), time.getMinute());
    }

    /** Every tick, oldest first. */
    List<DxyTick> ticks(Instant fetchedAt, Provenance provenance) {
        Map<Instant, DxyTick> byMinute = new TreeMap<>();
        bars.forEach((at, bar) -> {
            Instant minute = at.minusNanos(at.getNano()).minusSeconds(Math.floorMod(at.getEpochSecond(), 60L));
            byMinute.put(minute, tick(at, bar, provenance));
        });
        List<LocalDate> sessions =
                bars.keySet().stream().map(DxySeries::session).distinct().toList();
        Duration step = step();
        Duration ended = step.compareTo(LONGEST_BAR) > 0 ? Duration.ZERO : step;
        for (LocalDate session : sessions) {
            for (LocalTime time : BUCKETS) {
                Instant moment =
                        session.atTime(time).atZone(TradingCalendar.SAO_PAULO).toInstant();
                Map.Entry<Instant, DxyBar> bar = bars.floorEntry(moment.minus(ended));
                boolean fresh = bar != null && !bar.getKey().plus(FRESH).isBefore(moment);
                if (fresh && !moment.isAfter(fetchedAt)) {
                    byMinute.put(moment, tick(moment, bar.getValue(), provenance));
                }
            }
        }
        return new ArrayList<>(byMinute.values());
    }

    /** The most frequent step between two stamps; a day where there is none. */
    private Duration step() {
        Map<Duration, Integer> steps = new TreeMap<>();
        Instant before = null;
        for (Instant at : bars.keySet()) {
            if (before != null) {
                steps.merge(Duration.between(before, at), 1, Integer::sum);
            }
            before = at;
        }
        return steps.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Duration.ofDays(1));
    }

    private DxyTick tick(Instant moment, DxyBar bar, Provenance provenance) {
        BigDecimal close = closes.get(sessionBefore(bar.day()));
        LocalTime time = LocalTime.ofInstant(moment, TradingCalendar.SAO_PAULO);
        return new DxyTick(
                bucket(time),
                session(moment),
                moment,
                bar.level().doubleValue(),
                close == null ? null : percentChange(bar.level(), close),
                close == null ? null : close.doubleValue(),
                provenance);
    }

    private static Double percentChange(BigDecimal level, BigDecimal close) {
        return level.subtract(close)
                .movePointRight(2)
                .divide(close, MathContext.DECIMAL64)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static LocalDate sessionBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (before.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || REST.contains(MonthDay.from(before))) {
            before = before.minusDays(1);
        }
        return before;
    }

    private static LocalDate session(Instant moment) {
        return LocalDate.ofInstant(moment, TradingCalendar.SAO_PAULO);
    }
}
