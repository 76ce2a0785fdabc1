package b3.stream.normalize.gammalevels;

import b3.schema.Provenance;
import b3.schema.contracts.Codes;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.gammalevels.GammaLevels;
import b3.stream.normalize.document.Archive;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.gammalevels.SiteLevels.Level;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gamma levels as a vendor's site states them, source {@code site}. The vendor's own page is not known: this is the
 * documented example, which the collector's default selectors and the demo exchange follow. A page of another shape needs
 * a normalizer of its own.
 *
 * <p><b>Page.</b> HTML, UTF-8, of at most {@value #MAX_BYTES} bytes, in one of two shapes, or both side by side:
 * <ul>
 *   <li>a table whose header names the columns {@code Instrument} (or {@code Ativo}), {@code Call wall}, {@code Put wall},
 *       {@code Gamma flip}, {@code Status}, {@code Time} (or {@code Horário}, {@code Atualizado em}), in any order and any
 *       case; others are not looked at, the instrument and one level are needed;
 *   <li>elements with {@code data-instrument} and the attributes {@code data-call-wall}, {@code data-put-wall},
 *       {@code data-gamma-flip}, of which one is needed, {@code data-status}, {@code data-time}.
 * </ul>
 * <pre>
 * &lt;section id="gamma-levels" data-decimal=","&gt;&lt;time datetime="2025-10-13T09:05:00-03:00"&gt;13/10/2025 09:05&lt;/time&gt;
 *   &lt;table&gt;&lt;tr&gt;&lt;th&gt;Ativo&lt;/th&gt;&lt;th&gt;Call wall&lt;/th&gt;&lt;th&gt;Put wall&lt;/th&gt;&lt;th&gt;Gamma flip&lt;/th&gt;&lt;th&gt;Status&lt;/th&gt;&lt;/tr&gt;
 *   &lt;tr&gt;&lt;td&gt;ES_SP500&lt;/td&gt;&lt;td&gt;6.750,00&lt;/td&gt;&lt;td&gt;6.600,00&lt;/td&gt;&lt;td&gt;6.682,50&lt;/td&gt;&lt;td&gt;sucesso&lt;/td&gt;&lt;/tr&gt;
 *   &lt;tr&gt;&lt;td&gt;VIX&lt;/td&gt;&lt;td&gt;22,00&lt;/td&gt;&lt;td&gt;N/A&lt;/td&gt;&lt;td&gt;&lt;/td&gt;&lt;td&gt;sucesso&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;&lt;/section&gt;
 * </pre>
 *
 * <p><b>Time.</b> The row's or the element's own, else {@code data-time} of what encloses it, else the page's only
 * {@code <time datetime>}; {@link SiteMoment} tells the forms. Its day in São Paulo is the session, or
 * the next session if that day has none: what is written on a Saturday is for Monday. Without any it is the session that
 * was asked for, with none of these {@link Reason#NO_SESSION}. A time or a session that begins more than 15 minutes after
 * the document was fetched, or a session after the one asked for, rejects its instrument, {@link Reason#WRONG_SESSION}:
 * Saturday's levels are taken from Monday on. An earlier session than the one asked for is taken as what it is.
 *
 * <p><b>Figures.</b> {@link SiteFigure} tells how they are read; {@code data-decimal}, of whatever encloses them, says
 * what separates the decimals. {@code N/A} is null, {@code LEGACY_NA}; a blank, a dash or a column that is not there is
 * null, {@code NOT_GIVEN}: the flip is given for some instruments only. The unit is the vendor's, who does not name it.
 *
 * <p><b>Status.</b> {@code sucesso} or {@code falha}, or nothing; the record's own follows from whether there is a level,
 * and a failure with levels or a success without any is {@link Reason#INCONSISTENT_ROW}.
 *
 * <p><b>Change.</b> A table that has the column of the instrument but of no level, or the other way round, or a
 * {@code data-instrument} without an attribute of a level tells nothing. A page of which nothing else is found, or of
 * which no instrument has a level, even if it says {@code falha} of each, is {@link Reason#LAYOUT_CHANGED}.
 *
 * <p><b>JSON.</b> The {@code gamma.json} of the system before this one (its nesting is reconstructed): instruments as keys
 * or as a list, values as text or numbers; {@code timestamp} where it is, or of the {@code ultimo_dado.json} around it.
 * <pre>
 * {"gammalevels": {"timestamp": "2025-10-13T09:10:32-03:00",
 *   "VIX": {"call_wall": "22.00", "put_wall": "N/A", "status": "sucesso"}}}
 * </pre>
 *
 * <p>What the document says of an instrument is kept whole, up to {@value #MAX_FRAGMENT} characters. A figure that cannot
 * be read rejects its instrument; the others go on.
 */
public final class GammaSiteNormalizer implements Normalizer {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int MAX_FRAGMENT = 64 * 1024;
    private static final Pattern INSTRUMENT = Pattern.compile(Codes.LEVELS);
    private static final Set<String> SUCCESS = Set.of("", "sucesso", "success", "ok");
    private static final Set<String> FAILURE = Set.of("falha", "failure", "erro", "error");

    @Override
    public Normalized normalize(RawScrape document) {
        List<ArchiveMember> files = Archive.open(document.bytes()).members();
        if (files.size() != 1) {
            throw unreadable("expected one page or gamma.json, saw an archive of " + files.size() + " files");
        }
        ArchiveMember file = files.get(0);
        file.bytes(MAX_BYTES);
        String text = SingleFile.text(file);
        boolean json =
                text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        List<SiteLevels> found = json ? LegacyGammaJson.read(ExactJson.read(file)) : LevelsPage.read(text);
        if (found.isEmpty()) {
            throw unreadable("expected gamma levels, a table with Instrument and Call wall or elements with"
                    + " data-instrument, saw " + file.glimpse());
        }
        DocumentRows rows = DocumentRows.of(document);
        Set<LocalDate> sessions = new TreeSet<>();
        for (SiteLevels each : found) {
            try {
                GammaLevels record = record(each, document.session(), rows.provenance());
                sessions.add(record.session());
                rows.add(record, each.where());
            } catch (UnreadableFieldException e) {
                rows.reject(each.where(), e);
            }
        }
        return rows.finish(session(sessions, document.session()));
    }

    private static GammaLevels record(SiteLevels found, @Nullable LocalDate asked, Provenance provenance) {
        if (!INSTRUMENT.matcher(found.instrument()).matches()) {
            throw new UnreadableFieldException(
                    found.instrument().isEmpty() ? Reason.MISSING_FIELD : Reason.UNREADABLE_FIELD,
                    "instrument: expected a code such as ES_SP500, saw \"" + found.instrument() + "\"");
        }
        if (found.fragment().length() > MAX_FRAGMENT) {
            throw new UnreadableFieldException(
                    Reason.TOO_LARGE,
                    found.instrument() + ": expected at most " + MAX_FRAGMENT + " characters, saw "
                            + found.fragment().length());
        }
        SiteMoment moment = moment(found, asked).concluded(provenance.knownAt(), asked);
        Map<Level, Double> levels = new EnumMap<>(Level.class);
        Map<String, String> reasons = new TreeMap<>();
        for (Level level : Level.values()) {
            SiteFigure figure = found.levels().getOrDefault(level, new SiteFigure("", SiteFigure.Separator.NOT_TOLD));
            figure.absent()
                    .ifPresentOrElse(
                            why -> reasons.put(level.field(), why),
                            () -> levels.put(level, figure.value(found.instrument() + " " + level.field())));
        }
        checkStatus(found, levels);
        return new GammaLevels(
                found.instrument(),
                GammaLevels.SITE,
                "ALL",
                "TOTAL",
                moment.session(),
                moment.asOf(),
                levels.isEmpty() ? "falha" : "sucesso",
                GammaLevels.Levels.of(
                        levels.get(Level.CALL_WALL), levels.get(Level.PUT_WALL), levels.get(Level.GAMMA_FLIP)),
                null,
                null,
                reasons,
                null,
                found.fragment(),
                provenance);
    }

    private static SiteMoment moment(SiteLevels found, @Nullable LocalDate asked) {
        String time = found.time();
        if (time != null && !time.isBlank()) {
            return SiteMoment.of(time);
        }
        if (asked == null) {
            throw new UnreadableDocumentException(
                    Reason.NO_SESSION, found.where() + ": no time is given, and no session was given");
        }
        return SiteMoment.of(asked);
    }

    private static void checkStatus(SiteLevels found, Map<Level, Double> levels) {
        String status = found.status().toLowerCase(Locale.ROOT);
        if (FAILURE.contains(status) && !levels.isEmpty()) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    found.instrument() + ": expected no levels beside the status \"" + found.status() + "\", saw "
                            + levels);
        }
        if (!status.isEmpty() && SUCCESS.contains(status) && levels.isEmpty()) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    found.instrument() + ": expected a level beside the status \"" + found.status() + "\", saw none");
        }
        if (!FAILURE.contains(status) && !SUCCESS.contains(status)) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    found.instrument() + " status: expected sucesso or falha, saw \"" + found.status() + "\"");
        }
    }

    private static @Nullable LocalDate session(Set<LocalDate> sessions, @Nullable LocalDate asked) {
        if (sessions.isEmpty()) {
            return asked;
        }
        return sessions.size() == 1 ? sessions.iterator().next() : null;
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
