package b3.stream.normalize.gammalevels;

import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.gammalevels.SiteFigure.Separator;
import b3.stream.normalize.gammalevels.SiteLevels.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The levels of a {@code gamma.json}, or of the block {@code gammalevels} of an {@code ultimo_dado.json}, as
 * {@link GammaSiteNormalizer} specifies them.
 */
final class LegacyGammaJson {

    private LegacyGammaJson() {}

    /** Every instrument of the document, in its order; empty when it has none. */
    static List<SiteLevels> read(JsonNode root) {
        JsonNode block = root.has("gammalevels") ? root.path("gammalevels") : root;
        String time = firstText(block.path("timestamp"), root.path("timestamp"));
        List<SiteLevels> found = new ArrayList<>();
        if (block.isArray()) {
            block.forEach(entry -> {
                if (entry.isObject()) {
                    String key = firstText(entry.path("instrument"), entry.path("ativo"));
                    found.add(levels(key == null ? "" : key, entry, time, "entry " + (found.size() + 1)));
                }
            });
        } else {
            block.properties().forEach(entry -> {
                if (entry.getValue().isObject()) {
                    found.add(levels(entry.getKey(), entry.getValue(), time, entry.getKey()));
                }
            });
        }
        return found.stream().anyMatch(levels -> !levels.levels().isEmpty()) ? found : List.of();
    }

    private static SiteLevels levels(String instrument, JsonNode entry, @Nullable String time, String where) {
        Map<Level, SiteFigure> levels = new EnumMap<>(Level.class);
        String own = null;
        String status = "";
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
                case "callwall" -> levels.put(Level.CALL_WALL, figure(value));
                case "putwall" -> levels.put(Level.PUT_WALL, figure(value));
                case "gammaflip" -> levels.put(Level.GAMMA_FLIP, figure(value));
                case "status" -> status = JsonDocument.text(value);
                case "timestamp" -> own = firstText(value);
                default -> {
                    // whatever else it says is in the fragment
                }
            }
        }
        return new SiteLevels(where, instrument, levels, status, own == null ? time : own, entry.toString());
    }

    private static SiteFigure figure(JsonNode value) {
        return value.isNumber()
                ? new SiteFigure(value.asString(), Separator.POINT)
                : new SiteFigure(JsonDocument.text(value), Separator.NOT_TOLD);
    }

    private static @Nullable String firstText(JsonNode... values) {
        for (JsonNode value : values) {
            if (value.isString() && !value.stringValue().isBlank()) {
                return value.stringValue();
            }
        }
        return null;
    }
}
