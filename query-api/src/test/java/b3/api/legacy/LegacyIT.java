package b3.api.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The old system's files, over HTTP and a real database; figures are those of 2025-10-13. */
class LegacyIT {

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        snapshot("2025-10-10", "DDI", "X25", 102300.0, null);
        snapshot("2025-10-13", "DDI", "X25", 102356.24, 102300.0);
        snapshot("2025-10-13", "DI1", "X25", 99121.69, null);
        snapshot("2025-10-13", "DOL", "X25", 5528.504, 5500.0);
        indicator("2025-10-10", "taxa_sofr", 4.12, "4,1200");
        indicator("2025-10-13", "taxa_sofr", 4.13, "4,1300");
        indicator("2025-10-13", "taxa_selic", 14.9, "14,90");
        for (int delta : new int[] {5, 10, 99}) {
            api.sample(
                    Datasets.VOL_SURFACE,
                    "ts contract_month month_label calendar_days delta volatility known_at",
                    "2025-10-13",
                    "X25",
                    "nov-25",
                    21,
                    delta,
                    delta == 5 ? 18.29 : 12.11,
                    "2025-10-13T12:00:45.000000Z");
        }
        tick("dxy_08h50", "2025-10-13T11:50:00.000000Z", 0.26);
        tick("dxy_09h00", "2025-10-13T12:00:00.000000Z", -0.22);
        tick("dxy_10h00", "2025-10-13T13:00:00.000000Z", 0.5);
        for (String source : new String[] {"site", "computed"}) {
            api.sample(
                    Datasets.GAMMA_LEVELS,
                    "ts instrument level_source session call_wall source known_at",
                    "2025-10-13T12:10:00.000000Z",
                    "ES_SP500",
                    source,
                    "2025-10-13",
                    source.equals("site") ? 6700.0 : 1.0,
                    source,
                    "2025-10-13T12:10:05.000000Z");
        }
        api.settle();
    }

    @Test
    void theLatestFigures() {
        assertThat(api.get("/ultimo-dado").body())
                .isEqualTo(
                        "{\"timestamp\":\"2025-10-13T09:00:45-03:00\",\"data_coleta\":\"13-10-2025\",\"hora_coleta\":\"09:00:45\","
                                + "\"status\":\"sucesso\",\"fonte\":\"B3\",\"ajustes\":{"
                                + "\"ddi\":{\"vencimento\":\"X25\",\"preco\":\"102.356,24\",\"preco_numerico\":102356.24,"
                                + "\"preco_anterior\":\"102.300,00\",\"preco_anterior_numerico\":102300.0},"
                                + "\"di1\":{\"vencimento\":\"X25\",\"preco\":\"99.121,69\",\"preco_numerico\":99121.69,"
                                + "\"preco_anterior\":null,\"preco_anterior_numerico\":null},"
                                + "\"dol\":{\"vencimento\":\"X25\",\"preco\":\"5.528,504\",\"preco_numerico\":5528.504,"
                                + "\"preco_anterior\":\"5.500,00\",\"preco_anterior_numerico\":5500.0}},"
                                + "\"indicadores_financeiros\":[{\"nome\":\"taxa_selic label\",\"valor\":\"14,90\","
                                + "\"valor_numerico\":14.9,\"data_atualizacao\":\"13/10/2025\"},{\"nome\":\"taxa_sofr label\","
                                + "\"valor\":\"4,1300\",\"valor_numerico\":4.13,\"data_atualizacao\":\"13/10/2025\"}],"
                                + "\"superficie_volatilidade\":[{\"mes\":\"nov-25\",\"delta_1\":null,\"delta_5\":\"18,29\","
                                + "\"delta_10\":\"12,11\",\"delta_25\":null,\"delta_37\":null,\"delta_50\":null,"
                                + "\"delta_63\":null,\"delta_75\":null,\"delta_90\":null,\"delta_95\":null,"
                                + "\"delta_99\":\"12,11\",\"data_atualizacao\":\"13/10/2025\"}],"
                                + "\"gammalevels\":{\"timestamp\":\"2025-10-13T09:10:05-03:00\",\"ES_SP500\":{"
                                + "\"call_wall\":\"6700.0\",\"put_wall\":\"N/A\",\"gamma_flip\":\"N/A\","
                                + "\"status\":\"sucesso\"}}}");
        assertThat(api.json("/gamma").get("gammalevels"))
                .isEqualTo(api.json("/ultimo-dado").get("gammalevels"));
    }

    @Test
    void theFiles() {
        assertThat(api.get("/ajustes_b3.csv").body())
                .isEqualTo("data,hora,ddi_vencimento,ddi_preco_numerico,ddi_preco_anterior_numerico,di1_vencimento,"
                        + "di1_preco_numerico,di1_preco_anterior_numerico,dol_vencimento,dol_preco_numerico,"
                        + "dol_preco_anterior_numerico,status\n"
                        + "10-10-2025,09:00:45,X25,102300.0,,,,,,,,ajustado\n"
                        + "13-10-2025,09:00:45,X25,102356.24,102300.0,X25,99121.69,,X25,5528.504,5500.0,ajustado\n");
        assertThat(api.get("/indicadores_b3.csv").body())
                .isEqualTo("data,hora,taxa_selic,dif_oper_casada,dolar_cupom_limpo,taxa_sofr\n"
                        + "10-10-2025,09:00:45,,,,4.12\n13-10-2025,09:00:45,14.9,,,4.13\n");
        assertThat(api.get("/superficie_volatilidade_b3.csv").body())
                .isEqualTo(
                        "data,hora,mes,delta_1,delta_5,delta_10,delta_25,delta_37,delta_50,delta_63,delta_75,delta_90,"
                                + "delta_95,delta_99,data_atualizacao\n"
                                + "13-10-2025,09:00:45,nov-25,,18.29,12.11,,,,,,,,12.11,13/10/2025\n");
        assertThat(api.get("/dxy_coleta.csv").body())
                .isEqualTo("data,dxy_08h50,dxy_08h55,dxy_09h00,fonte,status_08h50,status_08h55,status_09h00\n"
                        + "13-10-2025,+0.26,,-0.22,Yahoo Finance,sucesso,falha,sucesso\n");
        assertThat(api.get("/dxy_coleta.csv").headers().firstValue("content-type"))
                .hasValue("text/csv;header=present;charset=utf-8");
    }

    @Test
    void theStatus() {
        JsonNode status = api.json("/status");
        assertThat(status.get("status").asString()).isEqualTo("ok");
        assertThat(status.get("timezone").asString()).isEqualTo("America/Sao_Paulo");
        JsonNode dxy = status.get("datasets").get("dxy");
        assertThat(dxy.get("table").asString()).isEqualTo("b3_dxy_ticks");
        assertThat(dxy.get("present").asBoolean()).isTrue();
        assertThat(dxy.get("last_collection").asString()).isEqualTo("2025-10-13T12:00:45.000Z");
        assertThat(status.get("datasets").get("rates").get("last_collection").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ultimo-dado",
                "/gamma",
                "/status",
                "/ajustes_b3.csv",
                "/indicadores_b3.csv",
                "/superficie_volatilidade_b3.csv",
                "/dxy_coleta.csv"
            })
    void takesNoParametersAndHasATag(String path) {
        assertThat(api.get(path + "?limit=5").statusCode()).isEqualTo(400);
        String tag = api.get(path).headers().firstValue("etag").orElseThrow();
        assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    private static void snapshot(
            String session, String instrument, String month, double price, @Nullable Double previous) {
        api.sample(
                Datasets.SNAPSHOTS,
                "ts instrument contract_month value previous known_at",
                session,
                instrument,
                month,
                price,
                previous,
                "2025-10-13T12:00:45.000000Z");
    }

    private static void indicator(String day, String indicator, double value, String shown) {
        api.sample(
                Datasets.INDICATORS,
                "ts indicator name value display_value known_at",
                day,
                indicator,
                indicator + " label",
                value,
                shown,
                "2025-10-13T12:00:45.000000Z");
    }

    private static void tick(String bucket, String at, double change) {
        api.sample(
                Datasets.DXY,
                "ts bucket session percent_change known_at",
                at,
                bucket,
                "2025-10-13",
                change,
                "2025-10-13T12:00:45.000000Z");
    }
}
