package b3.api.legacy;

import java.util.List;
import java.util.Optional;

/** Every file of the old system. */
final class LegacyFiles {

    static final String LATEST = "/ultimo-dado";
    static final String GAMMA = "/gamma";
    static final String STATUS = "/status";
    static final String SETTLEMENTS = "/ajustes_b3.csv";
    static final String INDICATORS = "/indicadores_b3.csv";
    static final String SURFACE = "/superficie_volatilidade_b3.csv";
    static final String DXY = "/dxy_coleta.csv";

    private static final String RECONSTRUCTION =
            "The old system's file, reconstructed: no literal sample of it is left.";

    /** All of them, in the order of the API description. */
    static final List<LegacyFile> ALL = List.of(
            LegacyFile.json(
                    LATEST,
                    "latest",
                    "The old `ultimo_dado.json`: latest settlements, indicators, dollar surface and gamma levels",
                    RECONSTRUCTION + " Attested are `timestamp`, `data_coleta`, `hora_coleta`, `vencimento`,"
                            + " `preco_numerico`, `preco_anterior_numerico`, `indicadores_financeiros`,"
                            + " `superficie_volatilidade` with `mes`, `delta_1` and so on, `data_atualizacao` and"
                            + " `gammalevels`. Times are São Paulo's.",
                    "One object",
                    LegacyObjects::latest),
            LegacyFile.json(
                    GAMMA,
                    "gamma",
                    "The old `gamma.json`: the vendor's latest gamma levels",
                    RECONSTRUCTION + " Attested are `gammalevels.timestamp`, the instruments as keys, and that levels"
                            + " are text, `N/A` where there is none. For computed levels, units and reasons use `/gamma-levels`.",
                    "`{\"gammalevels\":{…}}`",
                    LegacyObjects::gamma),
            LegacyFile.json(
                    STATUS,
                    "status",
                    "The old `/status`: service, time zone and the last collection of each dataset",
                    RECONSTRUCTION + " Whether the system is well tells `/health`.",
                    "One object",
                    LegacyObjects::status),
            LegacyFile.csv(
                    SETTLEMENTS,
                    "settlements",
                    "The old `ajustes_b3.csv`: a row a session, DDI, DI1 and DOL side by side",
                    LegacyTables.SETTLEMENTS),
            LegacyFile.csv(
                    INDICATORS,
                    "indicators_1",
                    "The old `indicadores_b3.csv`: a row a reference date, a column an indicator",
                    LegacyTables.INDICATOR_VALUES),
            LegacyFile.csv(
                    SURFACE,
                    "surface",
                    "The old `superficie_volatilidade_b3.csv`: a row an expiry of the dollar surface",
                    LegacyTables.SURFACE),
            LegacyFile.csv(
                    DXY,
                    "dxy",
                    "The old `dxy_coleta.csv`: a row a session, the three buckets side by side",
                    LegacyTables.DXY));

    private LegacyFiles() {}

    /** The file at a path. */
    static Optional<LegacyFile> at(String path) {
        return ALL.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
