package b3.stack.demo.rates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.calendar.BusinessDays;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The interest-rate curves of a session: the text file TaxaSwap, whose fields have a fixed width. */
public final class DemoRates {

    private static final List<Integer> TERMS = List.of(1, 10, 21, 42, 63, 84, 126, 189, 252, 378, 504, 756, 1260, 2520);

    private enum Curve {
        PRE("DIxPRE", 14.1, 0.9),
        DOL("DIxDOL", 5.1, 0.6),
        DOC("DIxXDOL Cupom l", 5.0, 0.6);

        private final String description;
        private final double level;
        private final double slope;

        Curve(String description, double level, double slope) {
            this.description = description;
            this.level = level;
            this.slope = slope;
        }

        double rate(LocalDate session, int businessDays) {
            return level + slope * (1 - Math.exp(-businessDays / 500.0)) + 0.1 * Math.sin(session.toEpochDay() / 2.7);
        }
    }

    private DemoRates() {}

    /** Returns the lines of every curve. */
    public static byte[] text(LocalDate session) {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Curve curve : Curve.values()) {
            for (int businessDays : TERMS) {
                long calendarDays = after(session, businessDays).toEpochDay() - session.toEpochDay();
                text.append(String.format(
                        Locale.ROOT,
                        "%06d00101%sT1%-5s%-15s%05d%05d+%014dF%05d\r\n",
                        number++,
                        session.format(DateTimeFormatter.BASIC_ISO_DATE),
                        curve.name(),
                        curve.description,
                        calendarDays,
                        businessDays,
                        Math.round(curve.rate(session, businessDays) * 1_000) * 10_000,
                        calendarDays));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    /** Returns the first day that has so many business days before it. */
    private static LocalDate after(LocalDate session, int businessDays) {
        LocalDate day = session.plusDays(businessDays);
        while (BusinessDays.latest().between(session, day) < businessDays) {
            day = day.plusDays(1);
        }
        return day;
    }
}
