package b3.stream.gammalevels.assembly;

import static java.util.Objects.requireNonNull;

import b3.schema.contracts.Underlyings;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a chain: every position with its series and its best premium. */
final class OptionRows {

    private OptionRows() {}

    /** @param priced whether the prices that the premiums were made with are known; without them premiums are left out */
    static List<Option> of(InputBooks books, OptionSeriesBook series, boolean priced) {
        double tick = Underlyings.premiumTick(books.positions().underlying());
        Map<String, Series> known = new HashMap<>();
        series.series().forEach(one -> known.putIfAbsent(one.ticker(), one));
        Map<String, Price> prices = books.prices() == null || !priced
                ? Map.of()
                : books.prices().prices().stream()
                        .collect(Collectors.toMap(Price::ticker, Function.identity(), (a, b) -> a));
        List<Option> options = new ArrayList<>();
        List<Position> positions = books.positions().positions().stream()
                .sorted(Comparator.comparing(Position::ticker))
                .toList();
        for (Position position : positions) {
            options.add(option(
                    options.size(), position, known.get(position.ticker()), prices.get(position.ticker()), tick));
        }
        return options;
    }

    private static Option option(
            int index, Position position, @Nullable Series series, @Nullable Price price, double tick) {
        Premium premium = price == null ? Premium.NONE : Premium.of(price);
        return new Option(
                position.ticker(),
                index,
                series == null ? null : requireNonNull(series.type(), "option type"),
                series == null ? null : series.style(),
                series == null ? null : series.strike(),
                series == null ? null : series.expiry(),
                position.total(),
                position.uncovered(),
                series == null ? null : series.multiplier(),
                price == null ? null : price.impliedVolatility(),
                premium.value(),
                tick,
                premium.source());
    }

    /** The best premium of a series: settlement, else reference, else last trade, else the middle of the quotes. */
    private record Premium(@Nullable Double value, @Nullable PremiumSource source) {

        static final Premium NONE = new Premium(null, null);

        static Premium of(Price price) {
            if (price.settlement() != null) {
                return new Premium(price.settlement(), PremiumSource.SETTLEMENT);
            }
            if (price.reference() != null) {
                return new Premium(price.reference(), PremiumSource.REFERENCE);
            }
            if (price.last() != null) {
                return new Premium(price.last(), PremiumSource.TRADE);
            }
            if (price.bid() != null && price.ask() != null) {
                return new Premium((price.bid() + price.ask()) / 2, PremiumSource.MID);
            }
            return NONE;
        }
    }
}
