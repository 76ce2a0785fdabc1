package b3.api.legacy;

import b3.api.legacy.LegacyTable.Column;
import b3.schema.Datasets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The columns of the old CSV files. */
final class LegacyTables {

    /** The deltas of the dollar surface, in percent. */
    static final List<Integer> DELTAS = List.of(1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99);

    private static final List<String> INSTRUMENTS = List.of("DDI", "DI1", "DOL");
    private static final List<String> INDICATORS =
            List.of("taxa_selic", "dif_oper_casada", "dolar_cupom_limpo", "taxa_sofr");
    private static final List<String> BUCKETS = List.of("dxy_08h50", "dxy_08h55", "dxy_09h00");

    /** {@code ajustes_b3.csv}. */
    static final LegacyTable SETTLEMENTS = new LegacyTable(
            Datasets.SNAPSHOTS,
            Map.of("instrument", String.join(",", INSTRUMENTS)),
            List.of("session"),
            columns(
                    Stream.of(Column.day("session"), Column.CLOCK),
                    INSTRUMENTS.stream().flatMap(LegacyTables::settlement),
                    Stream.of(Column.field("status", "status"))));

    /** {@code indicadores_b3.csv}. */
    static final LegacyTable INDICATOR_VALUES = new LegacyTable(
            Datasets.INDICATORS,
            Map.of("indicator", String.join(",", INDICATORS)),
            List.of("updatedAt"),
            columns(
                    Stream.of(Column.day("updatedAt"), Column.CLOCK),
                    INDICATORS.stream().map(indicator -> Column.of(indicator, "indicator", indicator, "value"))));

    /** {@code superficie_volatilidade_b3.csv}. */
    static final LegacyTable SURFACE = new LegacyTable(
            Datasets.VOL_SURFACE,
            Map.of("asset", "DOL"),
            List.of("updatedAt", "contractMonth"),
            columns(
                    Stream.of(Column.day("updatedAt"), Column.CLOCK, Column.field("mes", "contractMonth")),
                    DELTAS.stream()
                            .map(delta -> "delta_" + delta)
                            .map(delta -> Column.of(delta, "deltaBucket", delta, "volatility")),
                    Stream.of(Column.field("", "updatedAt")
                            .as("data_atualizacao", date -> LegacyText.slashed(String.valueOf(date))))));

    /** {@code dxy_coleta.csv}. */
    static final LegacyTable DXY = new LegacyTable(
            Datasets.DXY,
            Map.of("bucket", String.join(",", BUCKETS)),
            List.of("session"),
            columns(
                    Stream.of(Column.day("session")),
                    BUCKETS.stream().map(bucket -> change(bucket).as(bucket, LegacyText::signed)),
                    Stream.of(new Column("fonte", line -> "Yahoo Finance")),
                    BUCKETS.stream().map(bucket -> change(bucket)
                            .as(bucket.replace("dxy", "status"), change -> change == null ? "falha" : "sucesso"))));

    private LegacyTables() {}

    private static Stream<Column> settlement(String instrument) {
        String prefix = instrument.toLowerCase(Locale.ROOT);
        return Stream.of(
                Column.of(prefix + "_vencimento", "instrument", instrument, "contractMonth"),
                Column.of(prefix + "_preco_numerico", "instrument", instrument, "priceSettlement"),
                Column.of(prefix + "_preco_anterior_numerico", "instrument", instrument, "priceSettlementPrev"));
    }

    private static Column change(String bucket) {
        return Column.of(bucket, "bucket", bucket, "value");
    }

    @SafeVarargs
    private static List<Column> columns(Stream<Column>... parts) {
        List<Column> columns = new ArrayList<>();
        for (Stream<Column> part : parts) {
            part.forEach(columns::add);
        }
        return List.copyOf(columns);
    }
}
