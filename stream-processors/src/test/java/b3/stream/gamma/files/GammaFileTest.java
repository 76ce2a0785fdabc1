package b3.stream.gamma.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import b3.stream.gamma.BankDays;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gamma.files.GammaFile.CsvMarket;
import b3.stream.gamma.files.GammaFile.UnreadableException;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ExcludedOption;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Reason;
import b3.stream.gamma.result.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GammaFileTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 4, 10);
    private static final String HEADER = "ticker,type,style,strike,expiry,oi,multiplier,iv,price\n";

    private static String json(String more, String options) {
        return "{\"valuation_date\":\"2025-04-10\",\"spot\":100,\"model\":\"bsm\",\"rate\":0.144" + more
                + ",\"options\":[" + options + "]}";
    }

    private static String option(String more) {
        return "{\"ticker\":\"A\",\"type\":\"C\",\"style\":\"E\",\"strike\":105,\"expiry\":\"2025-05-16\",\"oi\":10,"
                + "\"multiplier\":1,\"iv\":0.3" + more + "}";
    }

    private static GammaInputs read(String json) {
        return GammaFile.readJson(json, new BankDays());
    }

    @Test
    void derivesTimeDiscountAndForwardFromTheRate() {
        GammaInputs inputs = read(json("", option("")));

        assertThat(inputs.expiries()).singleElement().satisfies(expiry -> {
            assertThat(expiry.businessDays()).isEqualTo(23);
            assertThat(expiry.years()).isEqualTo(23 / 252.0);
            assertThat(expiry.discountFactor()).isCloseTo(Math.pow(1.144, -23 / 252.0), within(1e-15));
            assertThat(expiry.forward()).isCloseTo(100 / expiry.discountFactor(), within(1e-12));
        });
    }

    @Test
    void aRowsOwnTickWinsOverTheFiles() {
        GammaInputs inputs = read(json(",\"tick\":0.01", option(",\"tick\":0.05") + "," + option(",\"ticker\":\"B\"")));

        assertThat(inputs.options()).extracting(GammaInputs.Option::tick).containsExactly(0.05, 0.01);
    }

    @ParameterizedTest
    @CsvSource({"\"nan\"", "null", "-3", "\"many\"", "true", "NaN", "\"1e999\""})
    void anUnusableOpenInterestExcludesItsRowOnly(String oi) {
        String dirty = option("").replace("\"oi\":10", "\"oi\":" + oi).replace("\"A\"", "\"B\"");
        GammaResult result = GammaCalculator.calculate(read(json("", option("") + "," + dirty)));

        assertThat(result.options()).hasSize(1);
        assertThat(result.excluded()).extracting(ExcludedOption::reason).containsExactly(Reason.BAD_OI);
    }

    @Test
    void leavesOutContractFiguresWithoutAHedgeMultiplier() {
        String bare = GammaFile.write(GammaCalculator.calculate(read(json("", option("")))));
        String hedged = GammaFile.write(GammaCalculator.calculate(read(json(",\"hedge_multiplier\":10", option("")))));

        assertThat(bare).doesNotContain("net_contracts_per_1pct");
        assertThat(hedged).contains("net_contracts_per_1pct", "net_contracts_per_point");
    }

    @Test
    void totalsOfAChainWithoutUsableRowsAreSumsOfNothing() {
        String text = GammaFile.write(
                GammaCalculator.calculate(read(json("", option("").replace("0.3", "null")))));
        JsonNode node = JsonMapper.builder().build().readTree(text);

        assertThat(node.at("/totals/net_gex").doubleValue()).isZero();
        assertThat(node.at("/coverage/oi_coverage").doubleValue()).isZero();
        assertThat(node.at("/levels/call_wall").isNull()).isTrue();
        assertThat(node.at("/excluded/0/reason").stringValue()).isEqualTo("NO_IV");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | line 1 column 2: expected JSON, saw:",
                "[] | file: expected a JSON object, saw ARRAY",
                "{\"spot\":1} | valuation_date: expected a date yyyy-mm-dd, saw nothing",
                "{\"valuation_date\":\"2025-04-10\",\"spot\":-1} | spot: expected a positive number, saw -1",
                "{\"valuation_date\":\"2025-04-10\",\"spot\":1,\"model\":\"heston\"} "
                        + "| model: expected black76 or bsm, saw heston",
                "{\"valuation_date\":\"2025-04-10\",\"spot\":1,\"model\":\"bsm\"} | options: expected a list, saw nothing",
                "{\"valuation_date\":\"2025-04-10\",\"spot\":1,\"model\":\"bsm\",\"options\":[],\"config\":{\"oi\":1}} "
                        + "| config: expected only iv_min, iv_max and oi_basis, saw oi",
                "{\"valuation_date\":\"2025-04-10\",\"spot\":1,\"model\":\"bsm\",\"options\":[],"
                        + "\"expiries\":[{\"expiry\":\"soon\"}]} | expiries[0].expiry: expected a date yyyy-mm-dd, saw soon"
            })
    void saysInOneLineWhatItCannotRead(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void readsACsvOfAStock() {
        String csv = HEADER + "PETRE33,C,A,33.09,2025-05-16,1000,1,0.4,\n" + "PETRQ31,P,E,31,2025-05-16,500,1,,0.62\n";
        GammaResult result =
                GammaCalculator.calculate(GammaFile.readCsv(csv, CsvMarket.of(32.17, TODAY, 0.144), new BankDays()));

        assertThat(result.options()).extracting(row -> row.ivSource().name()).containsExactly("GIVEN", "PRICE");
        assertThat(result.excluded()).isEmpty();
    }

    @Test
    void csvAndJsonGiveTheSameNumbers() {
        String csv = HEADER + "A,C,E,105,2025-05-16,10,1,0.3,\n";

        GammaResult fromCsv =
                GammaCalculator.calculate(GammaFile.readCsv(csv, CsvMarket.of(100, TODAY, 0.144), new BankDays()));
        GammaResult fromJson = GammaCalculator.calculate(read(json("", option(""))));

        assertThat(GammaFile.write(fromCsv)).isEqualTo(GammaFile.write(fromJson));
    }

    @Test
    void aGivenForwardReplacesTheCarriedOne() {
        CsvMarket market = new CsvMarket(
                "DOL", TODAY, 5900, 0.144, Model.FUTURES, Map.of(LocalDate.of(2025, 5, 16), 5950.0), 0.001, 50.0);
        GammaInputs inputs =
                GammaFile.readCsv(HEADER + "DOLK25C006000,C,E,6000,2025-05-16,1000,50,,31.5\n", market, new BankDays());

        assertThat(inputs.expiries().get(0).forward()).isEqualTo(5950);
        assertThat(inputs.options().get(0).tick()).isEqualTo(0.001);
    }

    @Test
    void readsUncoveredOpenInterestWhenThereIsAColumn() {
        String csv = HEADER.replace("\n", ",oi_uncovered\n") + "A,C,E,105,2025-05-16,10,1,0.3,,4\n";

        GammaInputs inputs = GammaFile.readCsv(csv, CsvMarket.of(100, TODAY, 0.144), new BankDays());

        assertThat(inputs.options().get(0).openInterestUncovered()).isEqualTo(4);
    }

    @Test
    void namesTheCsvColumnOrRowThatIsWrong() {
        CsvMarket market = CsvMarket.of(100, TODAY, 0.144);

        assertThatThrownBy(() -> GammaFile.readCsv("ticker,type\nA,C\n", market, new BankDays()))
                .hasMessage("header: expected a column style, saw [ticker, type]");
        assertThatThrownBy(() -> GammaFile.readCsv("", market, new BankDays()))
                .hasMessageStartingWith("CSV: expected a header");
        assertThatThrownBy(() -> GammaFile.readCsv(HEADER + "A,C,E\n", market, new BankDays()))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("line 2: expected 9 fields, saw 3");
        assertThatThrownBy(() -> GammaFile.readCsv(HEADER + "\"A,C,E\n", market, new BankDays()))
                .isInstanceOf(UnreadableException.class)
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> CsvMarket.of(-1, TODAY, 0.1)).hasMessage("spot: expected a positive number, saw -1.0");
    }

    @Test
    void theExampleOfTheReadmeIsWhatTheCommandAnswers() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String csv = readme.substring(readme.indexOf(HEADER), readme.indexOf("```", readme.indexOf(HEADER)));
        CsvMarket market = CsvMarket.of(100, LocalDate.of(2025, 2, 3), 0);

        Levels levels = GammaCalculator.calculate(GammaFile.readCsv(csv, market, new BankDays()))
                .find(Scope.ALL, Levels.OiBasis.TOTAL)
                .orElseThrow()
                .levels();

        assertThat(readme)
                .contains(String.format(
                        Locale.ROOT, "call wall **%.0f** and put wall **%.0f**", levels.callWall(), levels.putWall()))
                .contains(String.format(
                        Locale.ROOT, "worth %.2f and the put %.2f BRL", levels.callGex(), levels.putGex()))
                .contains(String.format(Locale.ROOT, "net %.2f BRL per 1 %%", levels.netGex()))
                .contains(String.format(Locale.ROOT, "gamma flip **%.4f**", levels.gammaFlip()));
    }
}
