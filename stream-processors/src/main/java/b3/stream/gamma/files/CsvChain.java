package b3.stream.gamma.files;

import b3.stream.gamma.files.GammaFile.CsvMarket;
import b3.stream.gamma.files.GammaFile.UnreadableException;
import b3.stream.gamma.inputs.BusinessDays;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the CSV form of a chain; {@link GammaFile} documents it. */
final class CsvChain {
    private static final List<String> REQUIRED =
            List.of("ticker", "type", "style", "strike", "expiry", "oi", "multiplier", "iv", "price");
    private static final List<String> OPTIONAL = List.of("oi_uncovered", "tick");

    private final CsvMarket market;
    private final BusinessDays days;

    CsvChain(CsvMarket market, BusinessDays days) {
        this.market = market;
        this.days = days;
    }

    GammaInputs read(String text) {
        List<Option> options = new ArrayList<>();
        for (NamedCsvRecord row : rows(text)) {
            options.add(option(row, options.size()));
        }
        Snapshot snapshot = Snapshot.of(market.underlying(), market.valuationDate(), market.spot(), market.model())
                .withHedgeMultiplier(market.hedgeMultiplier());
        return new GammaInputs(snapshot, expiries(options), options, null, null, GammaFile.SETTINGS);
    }

    private static List<NamedCsvRecord> rows(String text) {
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            rows = reader.stream().toList();
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnreadableException("CSV: " + e.getMessage() + (cause == e ? "" : ": " + cause.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw new UnreadableException(
                    "CSV: expected a header " + String.join(",", REQUIRED) + " and rows, saw none");
        }
        List<String> header = rows.get(0).getHeader();
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                throw new UnreadableException("header: expected a column " + column + ", saw " + header);
            }
        }
        for (String column : header) {
            if (!REQUIRED.contains(column) && !OPTIONAL.contains(column)) {
                throw new UnreadableException(
                        "header: expected only " + REQUIRED + " and " + OPTIONAL + ", saw " + column);
            }
        }
        for (NamedCsvRecord row : rows) {
            if (row.getFieldCount() != header.size()) {
                throw new UnreadableException("line " + row.getStartingLineNumber() + ": expected " + header.size()
                        + " fields, saw " + row.getFieldCount());
            }
        }
        return rows;
    }

    private Option option(NamedCsvRecord row, int index) {
        Double tick = number(row, "tick");
        return new Option(
                row.getField("ticker").strip(),
                index,
                Cell.type(row.getField("type").strip()),
                Cell.style(row.getField("style").strip()),
                number(row, "strike"),
                date(row.getField("expiry").strip()),
                number(row, "oi"),
                number(row, "oi_uncovered"),
                number(row, "multiplier"),
                number(row, "iv"),
                number(row, "price"),
                tick == null ? market.tick() : tick,
                null);
    }

    private List<Expiry> expiries(List<Option> options) {
        FlatCarry carry = new FlatCarry(market.valuationDate(), market.spot(), market.rate(), 0, days);
        Map<LocalDate, Expiry> expiries = new TreeMap<>();
        for (Option option : options) {
            LocalDate date = option.expiry();
            if (date != null && date.isAfter(market.valuationDate()) && !expiries.containsKey(date)) {
                Expiry expiry = carry.expiry(date, market.forwards().get(date));
                if (expiry != null) {
                    expiries.put(date, expiry);
                }
            }
        }
        return new ArrayList<>(expiries.values());
    }

    /** Null for an empty cell or a column that is not there; NaN for what is not a number. */
    private static @Nullable Double number(NamedCsvRecord row, String column) {
        String cell = row.findField(column).orElse("").strip();
        return cell.isEmpty() ? null : (Double) Cell.number(cell);
    }

    private static @Nullable LocalDate date(String cell) {
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
