package b3.stream.gammalevels;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.gammaprofile.GammaProfile;
import b3.schema.gammaprofile.GammaStrikes;
import b3.stream.gamma.GammaInputs.Snapshot;
import b3.stream.gamma.GammaResult;
import b3.stream.gamma.GammaResult.ScopeResult;
import b3.stream.gamma.Levels;
import b3.stream.gamma.Levels.OiBasis;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A calculation's result, or the reason why there is none, as records. Pure. */
final class GammaRecords {

    /** When every market of a session has closed, São Paulo. */
    private static final LocalTime END = LocalTime.of(19, 0);

    private GammaRecords() {}

    /**
     * One levels record a scope and basis, each with its strikes and its profile. At a live price only ALL, NEXT, 0DTE
     * and EX_NEXT are published, and strikes and profile of ALL: an expiry's own levels change with the session.
     */
    static List<MarketRecord> of(InputBooks books, GammaResult result) {
        boolean live = result.snapshot().asOf() != null;
        List<MarketRecord> records = new ArrayList<>();
        for (ScopeResult scope : result.scopes()) {
            Levels levels = scope.levels();
            String name = levels.scope().label();
            if (live && levels.scope().expiry() != null) {
                continue;
            }
            GammaLevels published = levels(books, result, levels);
            records.add(published);
            boolean whole = "ALL".equals(name);
            if (whole || (!live && (levels.oiBasis() == OiBasis.TOTAL || "NEXT".equals(name)))) {
                records.add(strikes(published, scope));
                records.add(profile(published, scope));
            }
        }
        return records;
    }

    /**
     * The record that says why there are no levels.
     *
     * @param scope {@code scope|basis}
     * @param reason code of what is missing
     */
    static GammaLevels none(InputBooks books, String scope, String reason) {
        int bar = scope.indexOf('|');
        return new GammaLevels(
                books.positions().underlying(),
                GammaLevels.COMPUTED,
                scope.substring(0, bar),
                scope.substring(bar + 1),
                books.session(),
                asOf(books),
                "falha",
                GammaLevels.Levels.of(null, null, null),
                null,
                Levels.Quality.UNAVAILABLE.name(),
                Map.of("call_wall", reason, "put_wall", reason, "gamma_flip", reason),
                null,
                null,
                new Provenance(GammaLevels.COMPUTED, books.knownAt(), books.hash()));
    }

    private static GammaLevels levels(InputBooks books, GammaResult result, Levels levels) {
        Snapshot snapshot = result.snapshot();
        boolean any = levels.callWallAny() != null || levels.putWallAny() != null;
        return new GammaLevels(
                snapshot.underlying(),
                GammaLevels.COMPUTED,
                levels.scope().label(),
                levels.oiBasis().name(),
                books.session(),
                snapshot.asOf() != null ? snapshot.asOf() : asOf(books),
                any ? "sucesso" : "falha",
                prices(levels),
                exposures(levels),
                levels.quality().name(),
                names(levels.reasons()),
                inputs(books, result, levels),
                null,
                new Provenance(GammaLevels.COMPUTED, books.knownAt(), books.hash()));
    }

    private static GammaLevels.Levels prices(Levels levels) {
        return new GammaLevels.Levels(
                levels.callWall(),
                levels.putWall(),
                levels.gammaFlip(),
                levels.callWallAny(),
                levels.putWallAny(),
                levels.callWallOi(),
                levels.putWallOi(),
                levels.absGammaStrike(),
                levels.maxPosStrike(),
                levels.maxNegStrike(),
                levels.gammaFlipCumulative(),
                levels.maxPain(),
                levels.flips().stream()
                        .map(flip -> new GammaLevels.Flip(
                                flip.price(), flip.direction().name(), flip.distancePct(), flip.distanceEm()))
                        .toList());
    }

    private static GammaLevels.Exposures exposures(Levels levels) {
        return new GammaLevels.Exposures(
                levels.netGex(),
                levels.callGex(),
                levels.putGex(),
                levels.grossGex(),
                levels.gammaTilt(),
                levels.putCallGammaRatio(),
                levels.netContractsPer1Pct(),
                levels.dex(),
                levels.vanna(),
                levels.charm(),
                levels.regime().label(),
                levels.atmVol(),
                levels.expectedMove(),
                levels.nextExpiryShare());
    }

    private static GammaLevels.Inputs inputs(InputBooks books, GammaResult result, Levels levels) {
        Snapshot snapshot = result.snapshot();
        return new GammaLevels.Inputs(
                snapshot.referenceInstrument(),
                snapshot.spot(),
                snapshot.anchor().name(),
                snapshot.valuationDate(),
                books.session(),
                levels.forwardSources().stream().map(Enum::name).sorted().toList(),
                levels.ivSourceCounts().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().name(), Map.Entry::getValue, (a, b) -> a, TreeMap::new)),
                levels.flags().stream().map(Enum::name).sorted().toList(),
                levels.oiCoverage(),
                levels.rowsIn(),
                levels.rowsUsed(),
                result.methodVersion(),
                result.signConvention(),
                snapshot.calendarVersion(),
                snapshot.sources());
    }

    private static GammaStrikes strikes(GammaLevels of, ScopeResult scope) {
        return new GammaStrikes(
                of.instrument(),
                of.scope(),
                of.oiBasis(),
                of.session(),
                of.asOf(),
                scope.strikes().stream()
                        .map(strike -> new GammaStrikes.Strike(
                                strike.strike(),
                                strike.callGex(),
                                strike.putGex(),
                                strike.netGex(),
                                strike.callOi(),
                                strike.putOi(),
                                strike.dex(),
                                strike.vanna(),
                                strike.charm()))
                        .toList(),
                of.provenance());
    }

    private static GammaProfile profile(GammaLevels of, ScopeResult scope) {
        return new GammaProfile(
                of.instrument(),
                of.scope(),
                of.oiBasis(),
                of.session(),
                of.asOf(),
                scope.profile().stream()
                        .map(point -> new GammaProfile.Point(point.price(), point.netGex(), point.grossGex()))
                        .toList(),
                of.provenance());
    }

    private static Map<String, String> names(Map<String, ? extends @Nullable Enum<?>> reasons) {
        Map<String, String> names = new TreeMap<>();
        reasons.forEach((field, reason) -> names.put(field, String.valueOf(reason)));
        return names;
    }

    /** A session's end stands behind all its moments, so that the newest levels are those that know most. */
    private static Instant asOf(InputBooks books) {
        return books.session().atTime(END).atZone(TradingCalendar.SAO_PAULO).toInstant();
    }
}
