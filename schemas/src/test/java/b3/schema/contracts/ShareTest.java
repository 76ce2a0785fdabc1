package b3.schema.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {

    @ParameterizedTest
    @CsvSource({"PETR4, PETR, 4", "BOVA11, BOVA, 11", "AAPL34, AAPL, 34", "B3SA3, B3SA, 3"})
    void aTickerIsARootAndTheDigitsOfTheClass(String ticker, String root, String digits) {
        assertThat(Share.parse(ticker)).contains(new Share(root, digits));
        assertThat(new Share(root, digits).ticker()).isEqualTo(ticker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PETR", "IBOV11", "IBXL11", "DOL", "PETRA83", "BOVAX1", "PETR115", "petr4", "PETR4F", ""})
    void whatIsNoShareIsRefused(String ticker) {
        assertThat(Share.parse(ticker)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PETRA83, PETR", "VALEB700W2, VALE", "BBDCM9, BBDC", "IBOVA183, IBOV", "B3SAX1234, B3SA"})
    void anOptionBeginsWithTheRootOfItsUnderlying(String ticker, String root) {
        assertThat(Share.rootOfOption(ticker)).contains(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PETR4", "PETRY83", "PETRA", "PETRA83W6", "PETRA12345", "PETRA83E", "DOLN26C006000"})
    void whatIsNoOptionOnAShareIsRefused(String ticker) {
        assertThat(Share.rootOfOption(ticker)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BRPETR4B0US1, PETR4", "BRVALE3M0AB9, VALE3"})
    void theIsinOfAnOptionNamesTheShare(String isin, String share) {
        assertThat(Isin.shareOfOption(isin).map(Share::ticker)).contains(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRBOVA9A14O7", "BRAAPL9I0010", "BRIBOVINDM18", "BRPETRACNPR6", "USPETR4B0US1", ""})
    void anIsinThatDoesNotDecideNamesNone(String isin) {
        assertThat(Isin.shareOfOption(isin)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BRIBOVINDM18, IBOV", "BRPETRACNPR6,", "BRPETR4B0US1,", "BRINDICTF001,"})
    void theIsinOfAnIndexNamesIt(String isin, @Nullable String index) {
        assertThat(Isin.index(isin)).isEqualTo(Optional.ofNullable(index));
    }

    @ParameterizedTest
    @CsvSource({
        "PETR, ON      N2, PETR3",
        "PETR, PN      N2, PETR4",
        "PETR, PN EJ N1, PETR4",
        "PETR, ' PN*', PETR4",
        "PETR, PN, PETR4",
        "USIM, PNA     N1, USIM5",
        "ELET, PNB *   N1, ELET6",
        "CRIV, PNC, CRIV7",
        "TEST, PND, TEST8",
        "SANB, UNT, SANB11",
        "BOVA, CI, BOVA11",
        "TEST, DR1, TEST31",
        "TEST, DR2, TEST32",
        "TEST, DR3, TEST33",
        "AAPL, DRN, AAPL",
        "VALE, ON EJ ATZ NM, VALE3"
    })
    void theSpecificationBeginsWithTheClass(String root, String specification, String ticker) {
        assertThat(Share.ticker(root, specification)).isEqualTo(ticker);
    }

    @ParameterizedTest
    @CsvSource({"DI1F27, DI1, F27", "DOLH25, DOL, H25", "T10M79, T10, M79"})
    void aFutureIsAProductAndAContractMonth(String ticker, String product, String month) {
        FutureTicker future = FutureTicker.parse(ticker).orElseThrow();
        assertThat(future.product()).isEqualTo(product);
        assertThat(future.month().code()).isEqualTo(month);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DR1H25J25", "PETRPG23", "DOLA25", "DOLH85", "USDP0000", "OZ1D", "dolH25", "DOLH25 ", ""})
    void whatIsNoFutureIsRefused(String ticker) {
        assertThat(FutureTicker.parse(ticker)).isEmpty();
    }
}
