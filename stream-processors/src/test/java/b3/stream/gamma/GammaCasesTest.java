package b3.stream.gamma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.gamma.files.GammaFile;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.math.Black76;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every reference chain in the directory named by {@code B3_GAMMA_CASES_DIR}, number by number. Skipped without it: the
 * chains are not ours to copy.
 */
class GammaCasesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Percentage TIGHT = Percentage.withPercentage(1e-10);
    private static final Set<String> STRIKES = Set.of(
            "call_wall",
            "put_wall",
            "call_wall_any",
            "put_wall_any",
            "call_wall_oi",
            "put_wall_oi",
            "abs_gamma_strike",
            "max_pos_strike",
            "max_neg_strike",
            "strike",
            "max_pain");
    private static final Set<String> FLIPS = Set.of("gamma_flip", "flips.level");

    @TestFactory
    Stream<DynamicTest> everyReferenceChainGivesTheExpectedNumbers() throws IOException {
        String directory = System.getenv("B3_GAMMA_CASES_DIR");
        if (directory == null) {
            // a factory that stops itself would not be counted as skipped
            return Stream.of(DynamicTest.dynamicTest(
                    "reference chains", () -> abort("set B3_GAMMA_CASES_DIR to run the reference chains")));
        }
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(cases).isNotEmpty();
            return cases.stream()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        JsonNode expected = MAPPER.readTree(text).get("expected");
        GammaInputs inputs = GammaFile.readJson(text, new BankDays());
        JsonNode actual = MAPPER.readTree(GammaFile.write(GammaCalculator.calculate(inputs)));
        Comparison comparison = new Comparison();
        comparison.scan("", expected);
        comparison.compare("", "", expected, actual);
        assertThat(comparison.differences).isEmpty();
        checkRows(inputs, expected, actual);
    }

    /** Volatility from an out-of-the-money premium, and exposure from a given volatility: within 1e-12. */
    private static void checkRows(GammaInputs inputs, JsonNode expected, JsonNode actual) {
        Map<LocalDate, Expiry> expiries =
                inputs.expiries().stream().collect(Collectors.toMap(Expiry::date, Function.identity()));
        for (int i = 0; i < expected.get("per_option").size(); i++) {
            JsonNode wanted = expected.get("per_option").get(i);
            JsonNode row = actual.get("per_option").get(i);
            Option option = inputs.options().get(wanted.get("index").intValue());
            Expiry expiry = requireNonNull(expiries.get(requireNonNull(option.expiry())));
            double strike = requireNonNull(option.strike());
            double volatility = wanted.get("iv").doubleValue();
            double d1 = Black76.d1(expiry.forward(), strike, volatility * Math.sqrt(expiry.years()));
            boolean outOfTheMoney = (option.type() == OptionSeriesBook.Type.CALL) == strike >= expiry.forward();
            String source = wanted.get("iv_source").stringValue();
            if (source.equals("PRICE") && outOfTheMoney) {
                assertThat(row.get("iv").doubleValue()).isCloseTo(volatility, TIGHT);
            }
            if (source.equals("GIVEN") && Math.abs(d1) <= 10) {
                assertThat(row.get("gex").doubleValue())
                        .isCloseTo(wanted.get("gex").doubleValue(), TIGHT);
            }
        }
    }

    /** Numbers within 1e-9 relative plus 1e-12 of the field's largest magnitude, flips within 1e-10, strikes exactly. */
    private static final class Comparison {
        private final Map<String, Double> largest = new HashMap<>();
        private final List<String> differences = new ArrayList<>();

        private void scan(String field, JsonNode node) {
            if (node.isObject()) {
                node.properties().forEach(entry -> scan(entry.getKey(), entry.getValue()));
            } else if (node.isArray()) {
                node.forEach(item -> scan(field, item));
            } else if (node.isNumber()) {
                largest.merge(field, Math.abs(node.doubleValue()), Math::max);
            }
        }

        private void compare(String path, String field, JsonNode expected, JsonNode actual) {
            if (expected.isObject()) {
                if (!Set.copyOf(expected.propertyNames()).equals(Set.copyOf(actual.propertyNames()))) {
                    differences.add(path + ": keys " + expected.propertyNames() + " but " + actual.propertyNames());
                }
                expected.properties()
                        .forEach(entry -> compare(
                                path + "." + entry.getKey(),
                                entry.getKey(),
                                entry.getValue(),
                                actual.path(entry.getKey())));
            } else if (expected.isArray()) {
                if (expected.size() != actual.size()) {
                    differences.add(path + ": " + expected.size() + " items but " + actual.size());
                }
                for (int i = 0; i < expected.size(); i++) {
                    compare(path + "[" + i + "]", field, expected.get(i), actual.path(i));
                }
            } else if (!expected.isNumber()) {
                if (!expected.equals(actual)) {
                    differences.add(path + ": " + expected + " but " + actual);
                }
            } else if (!actual.isNumber() || !close(path, field, expected.doubleValue(), actual.doubleValue())) {
                differences.add(path + ": " + expected + " but " + actual);
            }
        }

        private boolean close(String path, String field, double a, double b) {
            if (STRIKES.contains(field)) {
                return a == b;
            }
            double relative =
                    FLIPS.contains(field) || (path.startsWith(".flips") && field.equals("level")) ? 1e-10 : 1e-9;
            double absolute = relative == 1e-10 ? 0 : 1e-12 * largest.getOrDefault(field, 0.0);
            return Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + absolute;
        }
    }
}
