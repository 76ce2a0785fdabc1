package b3.stream.normalize.dxy;

import b3.schema.document.Reason;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code https://query1.finance.yahoo.com/v8/finance/chart/DX-Y.NYB?range=…&interval=…}: JSON.
 *
 * <pre>{@code
 * {"chart":{"result":[{"meta":{"symbol":"DX-Y.NYB","chartPreviousClose":98.84,"dataGranularity":"5m"},
 *   "timestamp":[1760356200,1760356500],
 *   "indicators":{"quote":[{"close":[99.0999984741211,null]}]}}],"error":null}}
 * }</pre>
 *
 * <p>Stamps are seconds of the epoch; {@code close} has as many entries, null where there was no quote. The close before
 * the first day is {@code chartPreviousClose}, else {@code previousClose}. {@code DX=F} is the future, another instrument,
 * and is refused. A bar of a whole day ({@code 1d}) is the close of the day that its stamp begins in New York; the last one
 * is left out with a rejection, because the day may still go on. Longer bars are refused.
 */
final class YahooChart {

    private static final String SYMBOL = "DX-Y.NYB";
    private static final String DAY = "1d";
    private static final Pattern LONGER = Pattern.compile("\\d+(?:d|wk|mo|y)");
    private static final long LAST_SECOND = 4102444800L;

    private YahooChart() {}

    static DxySeries read(JsonNode root, DocumentRows rows) {
        JsonNode result = root.path("chart").path("result").path(0);
        JsonNode stamps = result.path("timestamp");
        JsonNode closes = result.path("indicators").path("quote").path(0).path("close");
        if (!result.isObject()) {
            throw unreadable("expected chart.result[0], saw " + ExactJson.shortly(root.path("chart")));
        }
        JsonNode meta = result.path("meta");
        String symbol = JsonDocument.text(meta.path("symbol"));
        String granularity = JsonDocument.text(meta.path("dataGranularity"));
        if (!symbol.equals(SYMBOL)) {
            throw unreadable("expected the symbol " + SYMBOL + ", saw \"" + symbol + "\"");
        }
        boolean days = granularity.equals(DAY);
        if (!days && LONGER.matcher(granularity).matches()) {
            throw unreadable("expected bars of a day or within it, saw bars of " + granularity);
        }
        if (stamps.size() != closes.size()) {
            throw unreadable("expected as many closes as stamps, saw " + closes.size() + " and " + stamps.size());
        }
        List<DxyBar> bars = new ArrayList<>();
        for (int i = 0; i < stamps.size(); i++) {
            JsonNode close = closes.path(i);
            if (!close.isNull()) {
                try {
                    BigDecimal level = DxyBar.level("close", figure("close", close));
                    Instant stamp = stamp(stamps.path(i));
                    bars.add(days ? day(stamp, level, i == stamps.size() - 1) : DxyBar.within(stamp, level));
                } catch (UnreadableFieldException e) {
                    rows.reject("bar " + (i + 1), e);
                }
            }
        }
        DxySeries series = new DxySeries(bars);
        BigDecimal before = closeBefore(meta, rows);
        LocalDate first = firstDay(stamps.path(0), days);
        return before == null || first == null ? series : series.after(before, first);
    }

    /** The day of the first stamp; null when it cannot be read, and then the close before it cannot be dated. */
    private static @Nullable LocalDate firstDay(JsonNode stamp, boolean days) {
        try {
            Instant first = stamp(stamp);
            return days ? LocalDate.ofInstant(first, DxyBar.NEW_YORK) : DxyBar.day(first);
        } catch (UnreadableFieldException e) {
            return null;
        }
    }

    private static DxyBar day(Instant stamp, BigDecimal level, boolean last) {
        LocalDate day = LocalDate.ofInstant(stamp, DxyBar.NEW_YORK);
        if (last) {
            throw DxyBar.inPart(day);
        }
        return DxyBar.ofDay(day, level);
    }

    private static @Nullable BigDecimal closeBefore(JsonNode meta, DocumentRows rows) {
        for (String field : List.of("chartPreviousClose", "previousClose")) {
            if (meta.hasNonNull(field)) {
                try {
                    return DxyBar.level(field, figure(field, meta.path(field)));
                } catch (UnreadableFieldException e) {
                    rows.reject("meta", e);
                }
            }
        }
        return null;
    }

    private static BigDecimal figure(String column, JsonNode value) {
        if (!value.isNumber()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, column + ": expected a number, saw " + ExactJson.shortly(value));
        }
        return JsonDocument.number(column, value);
    }

    private static Instant stamp(JsonNode stamp) {
        boolean seconds = stamp.isIntegralNumber() && stamp.canConvertToLong();
        if (!seconds || stamp.longValue() <= 0 || stamp.longValue() >= LAST_SECOND) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    "timestamp: expected seconds of the epoch, saw " + ExactJson.shortly(stamp));
        }
        return Instant.ofEpochSecond(stamp.longValue());
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
