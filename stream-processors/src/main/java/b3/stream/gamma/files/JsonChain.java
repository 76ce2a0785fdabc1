package b3.stream.gamma.files;

import b3.stream.gamma.files.GammaFile.UnreadableException;
import b3.stream.gamma.inputs.BusinessDays;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON form of a chain; {@link GammaFile} documents it. */
final class JsonChain {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Map<String, Model> MODELS = Map.of("black76", Model.FUTURES, "bsm", Model.SPOT);
    private static final Set<String> CONFIG = Set.of("oi_basis", "iv_min", "iv_max");
    private static final Set<String> OI_COLUMNS = Set.of("oi", "oi_covered", "oi_locked", "oi_uncovered");

    private final BusinessDays days;

    JsonChain(BusinessDays days) {
        this.days = days;
    }

    GammaInputs read(String text) {
        JsonNode root = parse(text);
        LocalDate valuationDate = date(root, "valuation_date");
        double spot = positive(root, "spot");
        Snapshot snapshot = Snapshot.of(string(root, "underlying", ""), valuationDate, spot, model(root))
                .withHedgeMultiplier(root.hasNonNull("hedge_multiplier") ? positive(root, "hedge_multiplier") : null);
        JsonNode config = root.path("config");
        config.propertyNames().forEach(name -> {
            if (!CONFIG.contains(name)) {
                throw expected("config", "only iv_min, iv_max and oi_basis", name);
            }
        });
        FlatCarry carry =
                new FlatCarry(valuationDate, spot, optional(root, "rate"), orElse(optional(root, "q"), 0), days);
        List<Option> options = options(root, oiColumn(config));
        GammaSettings settings = GammaFile.SETTINGS.withVolatilityRange(
                orElse(optional(config, "iv_min"), GammaFile.SETTINGS.minimumVolatility()),
                orElse(optional(config, "iv_max"), GammaFile.SETTINGS.maximumVolatility()));
        return new GammaInputs(snapshot, expiries(root, options, carry), options, null, null, settings);
    }

    private static JsonNode parse(String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new UnreadableException("line " + e.getLocation().getLineNr() + " column "
                    + e.getLocation().getColumnNr() + ": expected JSON, saw: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (!root.isObject()) {
            throw expected("file", "a JSON object", String.valueOf(root.getNodeType()));
        }
        return root;
    }

    private static Model model(JsonNode root) {
        String name = string(root, "model", "");
        Model model = MODELS.get(name);
        if (model == null) {
            throw expected("model", "black76 or bsm", name);
        }
        return model;
    }

    private static String oiColumn(JsonNode config) {
        String column = string(config, "oi_basis", "oi");
        if (!OI_COLUMNS.contains(column)) {
            throw expected("config.oi_basis", "oi, oi_covered, oi_locked or oi_uncovered", column);
        }
        return column;
    }

    private List<Expiry> expiries(JsonNode root, List<Option> options, FlatCarry carry) {
        Map<LocalDate, Expiry> expiries = new TreeMap<>();
        int position = 0;
        for (JsonNode node : array(root, "expiries", false)) {
            Expiry expiry = expiry(node, "expiries[" + position++ + "]", carry);
            if (expiries.put(expiry.date(), expiry) != null) {
                throw expected("expiries", "each expiry once", expiry.date().toString());
            }
        }
        for (Option option : options) {
            LocalDate date = option.expiry();
            if (date != null && date.isAfter(carry.valuationDate()) && !expiries.containsKey(date)) {
                Expiry expiry = carry.expiry(date, null);
                if (expiry != null) {
                    expiries.put(date, expiry);
                }
            }
        }
        return new ArrayList<>(expiries.values());
    }

    private static Expiry expiry(JsonNode node, String where, FlatCarry carry) {
        LocalDate date = parseDate(text(node.path("expiry")));
        if (date == null) {
            throw expected(where + ".expiry", "a date yyyy-mm-dd", text(node.path("expiry")));
        }
        double years = orElse(optional(node, "t"), carry.years(date));
        Double discount = optional(node, "df");
        if (discount == null) {
            discount = carry.discountFactor(years);
        }
        if (discount == null) {
            throw expected(where + ".df", "a number, or a rate for the file", "neither");
        }
        Double given = optional(node, "forward");
        double forward = given == null ? carry.forward(discount, years) : given;
        if (!(discount > 0 && forward > 0 && Double.isFinite(discount) && Double.isFinite(forward))
                || !Double.isFinite(years)) {
            throw expected(where, "a number t and positive df and forward", text(node));
        }
        ForwardSource source = given == null ? ForwardSource.CARRY : ForwardSource.GIVEN;
        return new Expiry(date, carry.businessDays(date), years, discount, forward, source);
    }

    private static List<Option> options(JsonNode root, String oiColumn) {
        Double tick = optional(root, "tick");
        List<Option> options = new ArrayList<>();
        for (JsonNode node : array(root, "options", true)) {
            int index = options.size();
            Double ownTick = optional(node, "tick");
            options.add(new Option(
                    string(node, "ticker", "row " + index),
                    index,
                    Cell.type(text(node.path("type"))),
                    Cell.style(text(node.path("style"))),
                    optional(node, "strike"),
                    parseDate(text(node.path("expiry"))),
                    optional(node, oiColumn),
                    optional(node, "oi_uncovered"),
                    optional(node, "multiplier"),
                    optional(node, "iv"),
                    optional(node, "price"),
                    ownTick == null ? tick : ownTick,
                    null));
        }
        return options;
    }

    private static Iterable<JsonNode> array(JsonNode root, String field, boolean required) {
        JsonNode node = root.path(field);
        if (node.isArray()) {
            return node.values();
        }
        if (required || !(node.isMissingNode() || node.isNull())) {
            throw expected(field, "a list", text(node));
        }
        return List.of();
    }

    private static double positive(JsonNode node, String field) {
        Double value = optional(node, field);
        if (value == null || !(value > 0 && Double.isFinite(value))) {
            throw expected(field, "a positive number", text(node.path(field)));
        }
        return value;
    }

    private static LocalDate date(JsonNode node, String field) {
        LocalDate date = parseDate(text(node.path(field)));
        if (date == null) {
            throw expected(field, "a date yyyy-mm-dd", text(node.path(field)));
        }
        return date;
    }

    private static @Nullable LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A number, also as text; null if absent; NaN if it is something else. */
    private static @Nullable Double optional(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isNumber() ? (Double) value.doubleValue() : Cell.number(text(value));
    }

    private static double orElse(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    private static String string(JsonNode node, String field, String otherwise) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? otherwise : text(value);
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static UnreadableException expected(String where, String wanted, String seen) {
        return new UnreadableException(where + ": expected " + wanted + ", saw " + seen);
    }
}
