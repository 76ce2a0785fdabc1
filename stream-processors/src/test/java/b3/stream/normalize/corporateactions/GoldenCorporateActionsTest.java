package b3.stream.normalize.corporateactions;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.corporateactions.CorporateAction;
import b3.schema.corporateactions.CorporateAction.Kind;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GoldenCorporateActionsTest {

    private static final String FOLDER = "corporate_actions/";
    private static final Map<String, Kind> KINDS =
            Map.of("DIVIDENDO", Kind.DIVIDEND, "JRS CAP PROPRIO", Kind.INTEREST_ON_CAPITAL);

    @Test
    void readsEveryPaymentOfTheWholeList() {
        JsonNode expected = golden("corporate_actions.json");
        Normalized found =
                normalize("b3-cash-dividends", FOLDER + expected.get("file").stringValue());
        List<CorporateAction> actions = actions(found);
        assertThat(found.rejections()).isEmpty();
        assertThat(actions).hasSize(expected.get("rows").intValue()).allMatch(action -> action.company()
                .equals("ABEV"));
        expected.get("by_action").forEachEntry((word, count) -> assertThat(actions)
                .filteredOn(action -> action.kind() == KINDS.get(word))
                .hasSize(count.intValue()));
        for (JsonNode spot : expected.get("spot")) {
            assertThat(actions)
                    .filteredOn(action -> action.shareClass()
                                    .equals(spot.get("typeStock").stringValue())
                            && action.kind() == KINDS.get(spot.get("action").stringValue())
                            && action.session()
                                    .toString()
                                    .equals(spot.get("last_day_before_ex").stringValue()))
                    .singleElement()
                    .satisfies(action -> {
                        assertThat(action.approved())
                                .isEqualTo(spot.get("approval").stringValue());
                        assertThat(action.valuePerShare())
                                .isEqualTo(spot.get("value_per_share").doubleValue());
                        if (spot.has("price_before_ex")) {
                            assertThat(action.priceBeforeEx())
                                    .isEqualTo(spot.get("price_before_ex").doubleValue());
                        }
                    });
        }
    }

    @Test
    void paymentsThatDifferInTheirValueAloneAreTwo() {
        JsonNode expected = golden("corporate_actions.json");
        List<CorporateAction> actions = actions(
                normalize("b3-cash-dividends", FOLDER + expected.get("file").stringValue()));
        for (JsonNode pair : expected.get("same_type_approval_action_and_last_day")) {
            LocalDate approved = BrazilianFormat.date("approval", pair.get(1).stringValue());
            LocalDate session = BrazilianFormat.date("last day", pair.get(3).stringValue());
            assertThat(actions)
                    .filteredOn(action -> action.shareClass().equals(pair.get(0).stringValue())
                            && action.approved().equals(approved)
                            && action.kind() == KINDS.get(pair.get(2).stringValue())
                            && action.session().equals(session))
                    .hasSize(2)
                    .extracting(CorporateAction::valuePerShare)
                    .doesNotHaveDuplicates();
        }
        assertThat(actions).extracting(CorporateAction::businessKey).doesNotHaveDuplicates();
    }

    @Test
    void theSupplementTellsPaymentDateAndNumberOfTheSamePayments() {
        JsonNode expected = golden("corporate_actions.json");
        JsonNode supplement = expected.get("supplement");
        Normalized recent = normalize(
                "b3-company-supplement", FOLDER + supplement.get("file").stringValue());
        List<CorporateAction> whole = actions(
                normalize("b3-cash-dividends", FOLDER + expected.get("file").stringValue()));
        assertThat(recent.rejections()).isEmpty();
        assertThat(actions(recent))
                .hasSize(2)
                .allMatch(action -> supplement.get("isin").stringValue().equals(action.isin()))
                .allMatch(
                        action -> LocalDate.parse(supplement.get("payment_date").stringValue())
                                .equals(action.paymentDate()));
        assertThat(whole)
                .extracting(CorporateAction::businessKey)
                .containsAll(actions(recent).stream()
                        .map(CorporateAction::businessKey)
                        .toList());
        assertThat(actions(recent))
                .extracting(CorporateAction::kind, CorporateAction::exDate, CorporateAction::netValuePerShare)
                .containsExactly(
                        tuple(Kind.DIVIDEND, LocalDate.of(2021, 12, 20), 0.1334),
                        tuple(Kind.INTEREST_ON_CAPITAL, LocalDate.of(2021, 12, 20), 0.39967));
    }

    private static List<CorporateAction> actions(Normalized found) {
        return found.records().stream().map(CorporateAction.class::cast).toList();
    }
}
