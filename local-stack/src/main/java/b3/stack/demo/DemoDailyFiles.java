package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.stack.demo.derivatives.DemoPriceReport;
import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.rates.DemoIndexReport;
import b3.stack.demo.rates.DemoRates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The daily files of the exchange: a zip in a zip. For a day or a name without a file the answer is an empty zip. */
final class DemoDailyFiles {

    private static final Pattern NAME = Pattern.compile("(SPRD|PR|IR|TS)([0-9]{6})\\.(zip|ex_)");
    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final DemoPriceReport priceReport;
    private final DemoIndexReport indexReport;
    private final Predicate<LocalDate> published;

    /**
     * The files of this market.
     *
     * @param published tells whether the files of a session are there
     */
    DemoDailyFiles(DemoMarket market, DemoOptions options, Predicate<LocalDate> published) {
        this.priceReport = new DemoPriceReport(market, options);
        this.indexReport = new DemoIndexReport(market);
        this.published = published;
    }

    /** Answers {@code /pesquisapregao/download?filelist=SPRDyymmdd.zip}. */
    byte[] answer(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return zip(null, new byte[0]);
        }
        LocalDate session;
        try {
            session = LocalDate.parse(name.group(2), YYMMDD);
        } catch (DateTimeException noDay) {
            return zip(null, new byte[0]);
        }
        return published.test(session) ? zip(fileName, file(name.group(1), session)) : zip(null, new byte[0]);
    }

    private byte[] file(String prefix, LocalDate session) {
        String stamp = session.format(DateTimeFormatter.BASIC_ISO_DATE);
        return switch (prefix) {
            case "IR" ->
                zip(
                        "BVBG.087.01_BV000471" + stamp + "0001.xml",
                        indexReport.xml(session).getBytes(UTF_8));
            case "TS" -> zip("TaxaSwap.txt", DemoRates.text(session));
            default ->
                zip(
                        "BVBG.187.01_BV000471" + stamp + "0001.xml",
                        priceReport.xml(session).getBytes(UTF_8));
        };
    }

    /** Returns a zip with this one member, or an empty zip if the name is null. */
    static byte[] zip(@Nullable String member, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (member != null) {
                ZipEntry entry = new ZipEntry(member);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
