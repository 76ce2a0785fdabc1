package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.assertSays;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Payments to shareholders of real documents, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenCorporateActionsIT {

    private final ImportedSamples samples;

    GoldenCorporateActionsIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @Test
    void servesEveryPaymentOnceWithThePaymentDatesOfTheSupplement() throws Exception {
        JsonNode expected = golden("corporate_actions.json");
        Map<String, JsonNode> rows =
                samples.allBy("payment", "/corporate-actions?company=ABEV&from=2013-01-01&to=2021-12-31");

        assertThat(rows).hasSize(expected.path("rows").asInt());
        for (JsonNode spot : expected.path("spot")) {
            JsonNode row = row(
                    rows,
                    spot.path("approval").asString() + "/"
                            + spot.path("value_per_share").asString());
            assertSays(row, "session", spot.path("last_day_before_ex").asString());
            assertSame(row, "valuePerShare", spot.path("value_per_share"));
            assertSays(row, "source", "b3-company-supplement");
            assertSays(
                    row, "paymentDate", expected.at("/supplement/payment_date").asString());
            assertSays(row, "isin", expected.at("/supplement/isin").asString());
        }
    }
}
