package b3.stack.demo.rates;

import b3.schema.calendar.ContractMonth;
import b3.stack.demo.market.DemoMarket;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The dollar volatility surface: a workbook with ten expiries and two rows of zeros, as the source fills its table. */
public final class DemoSurface {

    private static final List<Integer> DELTAS = List.of(1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99);
    private static final DateTimeFormatter DDMMYYYY = DateTimeFormatter.ofPattern("ddMMyyyy", Locale.ROOT);
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final int EXPIRIES = 10;
    private static final int FILLING = 2;

    private DemoSurface() {}

    /** Returns the file name of the workbook of a session. */
    public static String fileName(LocalDate session) {
        return "Superficie_Vol_VTC_" + session.format(DDMMYYYY) + ".xlsx";
    }

    /** Returns the workbook of a session. */
    public static byte[] workbook(LocalDate session) {
        StringBuilder rows = new StringBuilder();
        StringBuilder header = new StringBuilder(cell(0, 1, excelDate(session)));
        for (int column = 1; column <= DELTAS.size(); column++) {
            header.append(cell(column, 1, DELTAS.get(column - 1).toString()));
        }
        addRow(rows, 1, header);
        for (int month = 1; month <= EXPIRIES + FILLING; month++) {
            boolean filling = month > EXPIRIES;
            LocalDate expiry = new ContractMonth(YearMonth.from(session).plusMonths(month)).expiryOfDollar();
            StringBuilder row = new StringBuilder(cell(0, month + 1, filling ? "0" : excelDate(expiry)));
            for (int column = 1; column <= DELTAS.size(); column++) {
                String volatility = DemoMarket.round(volatility(session, month, DELTAS.get(column - 1)), 2)
                        .toPlainString();
                row.append(cell(column, month + 1, filling ? "0" : volatility));
            }
            addRow(rows, month + 1, row);
        }
        return DemoWorkbook.of(rows.toString());
    }

    /** Returns the volatility in percent a year. */
    private static double volatility(LocalDate session, int month, int delta) {
        double wing = (50 - delta) / 50.0;
        return 12.4 + 0.15 * month + 0.4 * Math.sin(session.toEpochDay() / 4.0) + 3.2 * wing * wing + 2.1 * wing;
    }

    private static void addRow(StringBuilder rows, int number, CharSequence cells) {
        rows.append("<row r=\"").append(number).append("\">").append(cells).append("</row>");
    }

    private static String cell(int column, int row, String value) {
        String style = column == 0 ? " s=\"1\"" : "";
        return "<c r=\"" + (char) ('A' + column) + row + "\"" + style + "><v>" + value + "</v></c>";
    }

    private static String excelDate(LocalDate day) {
        return Long.toString(day.toEpochDay() - DAY_ZERO.toEpochDay());
    }
}
