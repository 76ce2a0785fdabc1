package b3.stream.normalize.optionchain;

import b3.schema.contracts.OptionTicker;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.CsvRow;
import b3.stream.normalize.document.CsvTable;
import b3.stream.normalize.document.OnlyFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.text.Normalizer.Form;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the register of everything listed, {@code InstrumentsConsolidatedFile}: the source of strike, expiry, style and
 * multiplier of every option series.
 *
 * <p><b>Document.</b> CSV of 20 to 40 MB, 120,000 to 170,000 rows, 52 columns or more, read as a stream ({@link CsvTable});
 * in ISO-8859-1, a line {@code Status do Arquivo: Final} before the header in the files served today. Described in the
 * glossary of the exchange's public data ("Cadastro de instrumentos", arquivos.b3.com.br). A row, cut to the columns read:
 * <pre>
 * RptDt;TckrSymb;Asst;AsstDesc;SgmtNm;MktNm;SctyCtgyNm;XprtnDt;…;ISIN;…;OptnTp;CtrctMltplr;…;ExrcPric;OptnStyle;…;PricFctr
 * 2022-01-28;PETRB25;PETR4;PETR;EQUITY CALL;EQUITY-DERIVATE;OPTION ON EQUITIES;2023-02-17;…;BRPETR4B0US1;…;Call;;…;19,51;AMER;…;1
 * </pre>
 *
 * <p><b>Columns.</b> {@code RptDt}: session. {@code TckrSymb}: series; its digits are not the strike. {@code Asst}: the
 * underlying, for options on shares with its class ({@code PETR4}); {@code IBOV11} of options on the index is {@code IBOV}.
 * {@code XprtnDt}: expiry. {@code OptnTp}: {@code Call} or {@code Put}; {@code PUTT} as in the exchange's XML is taken too.
 * {@code ExrcPric}: strike in the underlying's quotation, decimal comma. {@code OptnStyle}: {@code AMER}, {@code EURO}, or
 * empty: then the third letter of {@code CFICd} ({@code OCASPS}, {@code OCESPS}), else unknown. {@code ISIN}: of the series.
 *
 * <p><b>Multiplier</b>, BRL per 1.00 of price: {@link RegisteredMultiplier}. 50 for the dollar; 1 for shares; 0.01 for the
 * Ibovespa options of 2026, whose {@code PricFctr} is 100 (1 in 2018).
 *
 * <p><b>Which rows.</b> Those with {@code OptnTp}. Left out without a rejection: everything that is no option; exercise
 * instruments ({@code EXERCISE} in market or category, or an {@code E} behind a code of the derivatives segment), which
 * repeat a series under another code; binary options, which are no plain options; series whose expiry is before the
 * session.
 */
public final class B3InstrumentsNormalizer implements Normalizer {

    private static final String SESSION = "RptDt";
    private static final String TICKER = "TckrSymb";
    private static final String UNDERLYING = "Asst";
    private static final String DESCRIPTION = "AsstDesc";
    private static final String SEGMENT = "SgmtNm";
    private static final String MARKET = "MktNm";
    private static final String CATEGORY = "SctyCtgyNm";
    private static final String EXPIRY = "XprtnDt";
    private static final String ISIN = "ISIN";
    private static final String TYPE = "OptnTp";
    private static final String MULTIPLIER = "CtrctMltplr";
    private static final String STRIKE = "ExrcPric";
    private static final String STYLE = "OptnStyle";
    private static final String CLASSIFICATION = "CFICd";
    private static final Set<String> COLUMNS =
            Set.of(SESSION, TICKER, UNDERLYING, EXPIRY, TYPE, MULTIPLIER, STRIKE, STYLE);

    private static final String BINARY = "BINARIA";
    private static final String INDEX_SUFFIX = "11";

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows found = DocumentRows.of(document);
        Sessions sessions = new Sessions(document);
        RegisteredMultiplier multipliers = new RegisteredMultiplier();
        ChainBooks chains = ChainBooks.of(found);
        CsvTable table = new CsvTable(OnlyFile.of(document), COLUMNS);
        table.forEach(found, row -> {
            if (!isSeries(row)) {
                return;
            }
            LocalDate session = sessions.take(row.date(SESSION));
            multipliers.read(row, multiplier -> {
                Series series = series(row, multiplier);
                if (!series.expiry().isBefore(session)) {
                    chains.series(underlying(row), session, series, row.where());
                }
            });
        });
        multipliers.rejectIn(found);
        return found.finish(sessions.found());
    }

    private static boolean isSeries(CsvRow row) {
        if (row.text(TYPE).isEmpty()) {
            return false;
        }
        String kind = (row.text(SEGMENT) + row.text(MARKET) + row.text(CATEGORY)).toUpperCase(Locale.ROOT);
        boolean exercise = kind.contains("EXERCISE") || OptionTicker.isExercise(row.text(TICKER));
        return !exercise && !plain(row.text(DESCRIPTION)).contains(BINARY);
    }

    private static String plain(String text) {
        return java.text.Normalizer.normalize(text, Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
    }

    private static Series series(CsvRow row, @Nullable Double multiplier) {
        double strike = row.decimal(STRIKE);
        if (strike <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, STRIKE + ": expected a positive strike, saw " + strike);
        }
        String isin = row.text(ISIN);
        return new Series(
                row.required(TICKER),
                isin.isEmpty() ? null : isin,
                type(row),
                style(row),
                strike,
                row.date(EXPIRY),
                multiplier);
    }

    private static String underlying(CsvRow row) {
        String asset = row.required(UNDERLYING);
        boolean index = row.text(CATEGORY).contains("INDEX") && asset.endsWith(INDEX_SUFFIX);
        return index ? asset.substring(0, asset.length() - INDEX_SUFFIX.length()) : asset;
    }

    private static OptionSeriesBook.Type type(CsvRow row) {
        String type = row.required(TYPE);
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "CALL" -> OptionSeriesBook.Type.CALL;
            case "PUT", "PUTT" -> OptionSeriesBook.Type.PUT;
            default ->
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, TYPE + ": expected Call or Put, saw \"" + type + "\"");
        };
    }

    /** The style in a classification of financial instruments (ISO 10962): option, call or put, style. */
    private static @Nullable Style styleOfClass(String classification) {
        if (classification.matches("O[CP]A.*")) {
            return Style.AMERICAN;
        }
        return classification.matches("O[CP]E.*") ? Style.EUROPEAN : null;
    }

    private static @Nullable Style style(CsvRow row) {
        String style = row.text(STYLE);
        return switch (style) {
            case "" -> styleOfClass(row.text(CLASSIFICATION));
            case "AMER" -> Style.AMERICAN;
            case "EURO" -> Style.EUROPEAN;
            default ->
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, STYLE + ": expected AMER or EURO, saw \"" + style + "\"");
        };
    }
}
