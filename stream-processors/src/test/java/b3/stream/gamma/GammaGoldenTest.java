package b3.stream.gamma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.inputs.GammaSettings.VolatilityRule;
import b3.stream.gamma.result.GammaResult.OptionExposure;
import b3.stream.gamma.result.IvSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exposures of single legs of real chains under a flat volatility, from {@code gamma_end_to_end.json} in the directory
 * named by {@code B3_GOLDEN_DIR}. Skipped without it.
 */
class GammaGoldenTest {
    private static final LocalDate DATE = LocalDate.of(2022, 5, 10);

    private static JsonNode golden(String section) throws IOException {
        String directory = System.getenv("B3_GOLDEN_DIR");
        assumeTrue(directory != null, "set B3_GOLDEN_DIR to run the golden legs");
        return JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of(directory, "gamma_end_to_end.json")))
                .get(section);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOL_2023-02-02", "DOL_2025-02-03", "DOL_2026-03-10"})
    void dollarLegsHaveTheGoldenExposure(String section) throws IOException {
        JsonNode golden = golden(section);
        for (JsonNode leg : golden.get("sample_legs")) {
            double forward = leg.get("F").doubleValue();
            Expiry expiry =
                    expiry(leg.get("T").doubleValue(), leg.get("df").doubleValue(), forward, ForwardSource.FUTURE);

            OptionExposure exposure = exposure(leg, expiry, forward, 50, Model.FUTURES, golden);

            assertThat(exposure.gamma()).isCloseTo(leg.get("gamma").doubleValue(), Percentage.withPercentage(1e-10));
        }
    }

    @Test
    void stockLegsHaveTheGoldenExposure() throws IOException {
        JsonNode golden = golden("PETR4_2022-05-10");
        double spot = golden.get("spot").doubleValue();
        for (JsonNode leg : golden.get("sample_legs")) {
            double years = leg.get("T").doubleValue();
            double discount = Math.pow(1 + golden.get("r_annual").doubleValue(), -years);

            exposure(leg, expiry(years, discount, spot / discount, ForwardSource.CARRY), spot, 1, Model.SPOT, golden);
        }
    }

    private static Expiry expiry(double years, double discount, double forward, ForwardSource source) {
        return new Expiry(DATE.plusMonths(1), (int) Math.round(years * 252), years, discount, forward, source);
    }

    private static OptionExposure exposure(
            JsonNode leg, Expiry expiry, double spot, double multiplier, Model model, JsonNode golden) {
        boolean call = leg.get("cp").stringValue().equals("C");
        Option option = new Option(
                "leg",
                0,
                call ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT,
                Style.EUROPEAN,
                leg.get("K").doubleValue(),
                expiry.date(),
                leg.get("oi").doubleValue(),
                null,
                multiplier,
                null,
                null,
                null,
                null);
        GammaInputs inputs = new GammaInputs(
                Snapshot.of("leg", DATE, spot, model),
                List.of(expiry),
                List.of(option),
                null,
                golden.get("flat_vol").doubleValue(),
                GammaSettings.DEFAULT.with(VolatilityRule.FLAT_ONLY));

        OptionExposure exposure = GammaCalculator.calculate(inputs).options().get(0);

        assertThat(exposure.ivSource()).isEqualTo(IvSource.FLAT);
        assertThat(exposure.gex() * (call ? 1 : -1))
                .isCloseTo(leg.get("gex").doubleValue(), Percentage.withPercentage(1e-10));
        return exposure;
    }
}
