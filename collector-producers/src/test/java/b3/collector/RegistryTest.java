package b3.collector;

import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {

    @Test
    void asksEachSourceAtItsOwnAddress() throws Exception {
        assertThat(asked(Feeds.FINANCIAL_INDICATORS))
                .isEqualTo("/financialIndicatorsProxy/FinancialIndicators/GetFinancialIndicators/"
                        + "eyJsYW5ndWFnZSI6InB0LWJyIn0=");
        assertThat(askedByProduct(Feeds.BCB_INDICATORS))
                .containsOnlyKeys("432", "1178", "11", "4389", "12", "1", "PTAX")
                .containsEntry(
                        "11",
                        "/dados/serie/bcdata.sgs.11/dados?formato=json&dataInicial=03/02/2025&dataFinal=03/02/2025")
                .containsEntry(
                        "PTAX",
                        "/olinda/servico/PTAX/versao/v1/odata/CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)"
                                + "?@moeda=%27USD%27&@dataCotacao=%2702-03-2025%27&$format=json");
        assertThat(askedByProduct(Feeds.DERIVATIVE_QUOTATION))
                .containsOnlyKeys("DOL", "IND", "DI1", "DDI")
                .containsEntry("IND", "/mds/api/v1/DerivativeQuotation/IND");
        assertThat(asked(Feeds.YAHOO_DXY))
                .isEqualTo("/v8/finance/chart/DX-Y.NYB?period1=1738551600&period2=1738638000&interval=5m");
        assertThat(asked(Feeds.RATES_CURVE)).isEqualTo("/pesquisapregao/download?filelist=TS250203.ex_");
        assertThat(asked(Feeds.INDEX_REPORT)).isEqualTo("/pesquisapregao/download?filelist=IR250203.zip");
        assertThat(asked(Feeds.INSTRUMENTS)).contains("fileName=InstrumentsConsolidated&date=2025-02-03");
        assertThat(asked(Feeds.OPEN_POSITIONS)).contains("fileName=DerivativesOpenPosition&date=2025-02-03");
        assertThat(asked(Feeds.DOLLAR_VOL_SURFACE)).endsWith("/Superficie-de-volatilidade-de-dolar.zip");
    }

    private static String asked(Feed feed) throws InterruptedException {
        return askedByProduct(feed).getOrDefault("", "nothing");
    }

    private static Map<String, String> askedByProduct(Feed feed) throws InterruptedException {
        Map<String, String> asked = new HashMap<>();
        try (LocalSource source = LocalSource.answering(404, new byte[0])) {
            Registry.Settings defaults = CollectorConfigTest.defaults();
            Registry.Settings here = new Registry.Settings() {
                @Override
                public Source source(Feed each) {
                    return source.settings(LocalSource.PATIENT);
                }

                @Override
                public <T> T all(Feed each, Class<T> type) {
                    return defaults.all(each, type);
                }

                @Override
                public String browser() {
                    return defaults.browser();
                }

                @Override
                public <T> T value(Feed each, String name, Class<T> type) {
                    return name.endsWith("url")
                            ? type.cast(source.uri("").toString())
                            : defaults.value(each, name, type);
                }
            };
            for (Collector collector : Registry.all(here)) {
                if (collector.feed().equals(feed)) {
                    collector.fetch(LocalSource.SESSION, source.http(LocalSource.PATIENT));
                    asked.put(collector.product(), source.paths.get(source.paths.size() - 1));
                }
            }
            boolean surface = feed.equals(Feeds.DOLLAR_VOL_SURFACE);
            assertThat(source.requests.get(0).getFirst("Referer")).isEqualTo(surface ? "https://www.b3.com.br/" : null);
        }
        return asked;
    }
}
