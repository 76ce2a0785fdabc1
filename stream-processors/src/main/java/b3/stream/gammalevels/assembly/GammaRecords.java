package b3.stream.gammalevels.assembly;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.BusinessDays;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.gammaprofile.GammaProfile;
import b3.schema.gammaprofile.GammaStrikes;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gamma.inputs.GammaInputs.Anchor;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.IvSource;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Reason;
import b3.stream.gammalevels.assembly.InputsAssembler.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A calculation's result, or the reason why there is none, as records. Pure. */
public final class GammaRecords {

    private static final List<String> LEVELS = List.of(
            "call_wall",
            "put_wall",
            "gamma_flip",
            "call_wall_any",
            "put_wall_any",
            "call_wall_oi",
            "put_wall_oi",
            "abs_gamma_strike",
            "max_pos_strike",
            "max_neg_strike",
            "gamma_flip_cumulative",
            "max_pain");

    /** Part of the open interest whose series must be known for levels of the best quality. */
    private static final double ENOUGH = 0.8;

    private GammaRecords() {}

    /**
     * One levels record a scope and basis, each with its strikes and its profile. An intraday calculation publishes
     * only ALL, NEXT, 0DTE and EX_NEXT, and the strikes and the profile of ALL.
     */
    public static List<MarketRecord> of(InputBooks books, GammaResult result) {
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
    public static GammaLevels none(InputBooks books, String scope, String reason) {
        int bar = scope.indexOf('|');
        Calculation calculation = books.calculation();
        GammaLevels.Inputs inputs = new GammaLevels.Inputs(
                books.positions().underlying(),
                null,
                (calculation.at() == null ? Anchor.SETTLEMENT : Anchor.LIVE).name(),
                calculation.session(),
                books.session(),
                List.of(),
                Map.of(),
                Missing.ADJUSTMENT_UNKNOWN.name().equals(reason) ? List.of(reason) : List.of(),
                null,
                books.positions().positions().size(),
                0,
                GammaCalculator.METHOD_VERSION,
                GammaSettings.DEFAULT.signConvention(),
                BusinessDays.knownOn(calculation.session()).version(),
                InputsAssembler.sources(books));
        return new GammaLevels(
                books.positions().underlying(),
                GammaLevels.COMPUTED,
                scope.substring(0, bar),
                scope.substring(bar + 1),
                books.session(),
                calculation.asOf(),
                "falha",
                GammaLevels.Levels.of(null, null, null),
                null,
                Levels.Quality.UNAVAILABLE.name(),
                LEVELS.stream().collect(Collectors.toMap(level -> level, level -> reason, (a, b) -> a, TreeMap::new)),
                inputs,
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
                books.calculation().asOf(),
                any ? "sucesso" : "falha",
                prices(levels),
                exposures(levels),
                quality(levels, knownPart(books, result)).name(),
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
                flags(books, levels),
                levels.oiCoverage() == null ? null : (Double) (levels.oiCoverage() * knownPart(books, result)),
                levels.rowsIn(),
                levels.rowsUsed(),
                result.methodVersion(),
                result.signConvention(),
                snapshot.calendarVersion(),
                snapshot.sources());
    }

    /** Levels that cover too little of the open interest are partial, however many of the known series were used. */
    private static Levels.Quality quality(Levels levels, double knownPart) {
        Double coverage = levels.oiCoverage();
        boolean missed = coverage != null && coverage * knownPart < ENOUGH;
        return missed && levels.quality() == Levels.Quality.OK ? Levels.Quality.PARTIAL : levels.quality();
    }

    /**
     * Part of the open interest, 0 to 1, whose series is known and whose strike is above the payments. Of other series
     * neither strike nor expiry is known, or the strike is not.
     */
    private static double knownPart(InputBooks books, GammaResult result) {
        OptionSeriesBook series = books.series();
        Set<String> known = new HashSet<>();
        if (series != null) {
            series.series().forEach(one -> known.add(one.ticker()));
        }
        result.excluded().stream()
                .filter(row -> row.reason() == Reason.DIVIDEND_ABOVE_STRIKE)
                .forEach(row -> known.remove(row.id()));
        double all = 0;
        double of = 0;
        for (OpenInterestBook.Position position : books.positions().positions()) {
            all += Math.max(position.total(), 0);
            of += known.contains(position.ticker()) ? Math.max(position.total(), 0) : 0;
        }
        return all > 0 ? of / all : 1;
    }

    /** The flags of the calculation, and those of inputs that are of another session or not of its end. */
    private static List<String> flags(InputBooks books, Levels levels) {
        Set<String> flags = new TreeSet<>();
        levels.flags().forEach(flag -> flags.add(flag.name()));
        if (books.series() != null && !books.series().session().equals(books.session())) {
            flags.add("SERIES_OF_OTHER_SESSION");
        }
        if (books.curve() != null && !books.curve().session().equals(books.session())) {
            flags.add("CURVE_OF_OTHER_SESSION");
        }
        boolean trades = books.prices() != null
                && books.prices().prices().stream()
                        .anyMatch(price -> price.settlement() == null
                                && price.reference() == null
                                && (price.last() != null || price.bid() != null));
        if (trades && levels.ivSourceCounts().containsKey(IvSource.PRICE)) {
            flags.add("TRADE_PREMIUMS");
        }
        return List.copyOf(flags);
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
}
