package b3.stream.normalize.dxy;

import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.dxy.DxyTick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bars of the index, oldest first, and the ticks that they give.
 *
 * <p><b>Ticks.</b> Every bar is a tick, named by its São Paulo minute; of bars within one minute the last stands. Beside
 * them every session has the ticks 08:50, 08:55 and 09:00: of bars of up to five minutes (the most frequent step between
 * stamps) the close of the last one that had ended by that very moment, so that a later document says the same; of longer
 * bars, which do not tell the level at a moment, the last one that had begun; at most 30 minutes old either way, else only
 * what a bar within the minute says. None is given for a moment that had not come when the document was fetched. A bar's
 * stamp is its start, so a tick's level may be as much later as the bar is long; the bar of a whole day stands at its close,
 * 17:00 in New York, which is 18:00 or 19:00 in São Paulo.
 *
 * <p><b>Change.</b> The index trades from Sunday evening to Friday 17:00 in New York, where its day ends and its close is
 * taken; bars from 17:00 on belong to the next day. The previous close of a bar is the last bar of the nearest earlier day
 * in the document; for the document's first day it is the source's own figure, where it gives one. The percent change is
 * computed from the two levels and rounded to 6 decimals.
 */
final class DxySeries {

    private static final List<LocalTime> BUCKETS =
            List.of(LocalTime.of(8, 50), LocalTime.of(8, 55), LocalTime.of(9, 0));
    private static final Duration FRESH = Duration.ofMinutes(30);
    private static final Duration LONGEST_BAR = Duration.ofMinutes(5);
    private static final Duration CLOSE_TO_MIDNIGHT = Duration.ofHours(7);
    private static final int DECIMALS = 6;

    private final TreeMap<Instant, BigDecimal> levels = new TreeMap<>();
    private final TreeMap<LocalDate, BigDecimal> closes = new TreeMap<>();
    private final @Nullable BigDecimal closeBefore;

    /**
     * @param bars in any order
     * @param closeBefore close of the day before the first bar's, null if the source gives none
     */
    DxySeries(List<DxyBar> bars, @Nullable BigDecimal closeBefore) {
        bars.forEach(bar -> levels.put(bar.at(), bar.level()));
        levels.forEach((at, level) -> closes.put(newYorkDay(at), level));
        this.closeBefore = closeBefore;
    }

    /** The name of a São Paulo time, {@code dxy_08h50}. */
    static String bucket(LocalTime time) {
        return String.format(Locale.ROOT, "dxy_%02dh%02d", time.getHour(), time.getMinute());
    }

    /** Every tick, oldest first. */
    List<DxyTick> ticks(Instant fetchedAt, Provenance provenance) {
        Map<Instant, DxyTick> byMinute = new TreeMap<>();
        levels.forEach((at, level) -> {
            Instant minute = at.minusNanos(at.getNano()).minusSeconds(Math.floorMod(at.getEpochSecond(), 60L));
            byMinute.put(minute, tick(at, at, level, provenance));
        });
        List<LocalDate> sessions =
                levels.keySet().stream().map(DxySeries::session).distinct().toList();
        Duration step = step();
        Duration ended = step.compareTo(LONGEST_BAR) > 0 ? Duration.ZERO : step;
        for (LocalDate session : sessions) {
            for (LocalTime time : BUCKETS) {
                Instant moment =
                        session.atTime(time).atZone(TradingCalendar.SAO_PAULO).toInstant();
                Map.Entry<Instant, BigDecimal> bar = levels.floorEntry(moment.minus(ended));
                boolean fresh = bar != null && !bar.getKey().plus(FRESH).isBefore(moment);
                if (fresh && !moment.isAfter(fetchedAt)) {
                    byMinute.put(moment, tick(moment, bar.getKey(), bar.getValue(), provenance));
                }
            }
        }
        return new ArrayList<>(byMinute.values());
    }

    /** The most frequent step between two stamps; a day where there is none. */
    private Duration step() {
        Map<Duration, Integer> steps = new TreeMap<>();
        Instant before = null;
        for (Instant at : levels.keySet()) {
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

    private DxyTick tick(Instant moment, Instant bar, BigDecimal level, Provenance provenance) {
        Map.Entry<LocalDate, BigDecimal> earlier = closes.lowerEntry(newYorkDay(bar));
        BigDecimal close = earlier == null ? closeBefore : earlier.getValue();
        LocalTime time = LocalTime.ofInstant(moment, TradingCalendar.SAO_PAULO);
        return new DxyTick(
                bucket(time),
                session(moment),
                moment,
                level.doubleValue(),
                close == null ? null : percentChange(level, close),
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

    private static LocalDate session(Instant moment) {
        return LocalDate.ofInstant(moment, TradingCalendar.SAO_PAULO);
    }

    /** The day of the index that an instant belongs to: the one whose close in New York is next. */
    private static LocalDate newYorkDay(Instant at) {
        return at.atZone(DxyBar.NEW_YORK)
                .toLocalDateTime()
                .atOffset(ZoneOffset.UTC)
                .plus(CLOSE_TO_MIDNIGHT)
                .toLocalDate();
    }
}
