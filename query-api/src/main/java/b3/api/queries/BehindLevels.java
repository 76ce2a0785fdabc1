package b3.api.queries;

import b3.api.query.Arguments;
import b3.api.query.Query;
import b3.api.read.Page;
import b3.api.read.Pages;
import b3.schema.Datasets;
import b3.schema.gammalevels.GammaLevels;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers with what stands behind levels, and adds the levels themselves ({@code levels}): they carry the unit, the sign
 * convention, the inputs and the quality, without which the exposures say little. Both are of one calculation: what was
 * computed from other inputs than the standing levels is left out. Levels that have failed since have nothing behind them,
 * and say why.
 */
@Component
final class BehindLevels {

    private static final List<String> KEY = List.of("instrument", "scope", "oi_basis");
    private static final String FAILED = "falha";

    private final Pages pages;

    BehindLevels(Pages pages) {
        this.pages = pages;
    }

    /** The page of what is behind levels. */
    Page read(Query query, Arguments arguments) {
        List<Map<String, @Nullable Object>> behind = pages.newest(query, arguments);
        Query levelsQuery = Queries.of(Datasets.GAMMA_LEVELS);
        Map<List<@Nullable Object>, Map<String, @Nullable Object>> levels = new LinkedHashMap<>();
        Map<List<@Nullable Object>, @Nullable Object> moments = new HashMap<>();
        behind.forEach(row -> moments.put(key(row), row.get("ts")));
        Arguments computed = arguments.with("source", GammaLevels.COMPUTED);
        Set<Instant> at = moments.values().stream().map(Instant.class::cast).collect(Collectors.toSet());
        pages.rowsAt(levelsQuery, computed, at).stream()
                .filter(row -> Objects.equals(moments.get(key(row)), row.get("ts")))
                .forEach(row -> levels.put(key(row), row));
        pages.newest(levelsQuery, computed).stream()
                .filter(row -> FAILED.equals(row.get("status")))
                .forEach(row -> levels.put(key(row), row));
        return Page.whole(
                        query,
                        behind.stream()
                                .filter(row -> of(row, levels.get(key(row))))
                                .toList())
                .with(
                        "levels",
                        Page.whole(levelsQuery, List.copyOf(levels.values())).rows());
    }

    /** Whether this row and these levels are of one calculation. */
    private static boolean of(Map<String, @Nullable Object> row, @Nullable Map<String, @Nullable Object> levels) {
        return levels != null
                && Objects.equals(row.get("ts"), levels.get("ts"))
                && Objects.equals(row.get("document"), levels.get("document"));
    }

    private static List<@Nullable Object> key(Map<String, @Nullable Object> row) {
        return KEY.stream().<@Nullable Object>map(row::get).toList();
    }
}
