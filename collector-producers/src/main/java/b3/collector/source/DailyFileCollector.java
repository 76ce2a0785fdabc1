package b3.collector.source;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import b3.schema.jobs.Job.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches a daily file of the exchange: {@code GET /pesquisapregao/download?filelist=SPRD250203.zip} answers with a zip that
 * holds the file, or that holds a zip with the file. Several versions of the price report appear in an evening, from 18:00
 * to 23:00. For a session without the file (a holiday, a day ahead, too early an hour) the source answers HTTP 200 with a
 * zip that is empty or that holds an empty zip; sometimes it answers with a web page. A name that ends in {@code .ex_}
 * stands for a zip that extracts itself; it is never run.
 *
 * @param feed the feed that the file belongs to
 * @param prefix the beginning of the file's name, before the date: {@code SPRD}
 * @param extension the end of the file's name, after the date: {@code zip}
 * @param source the settings of the source
 */
public record DailyFileCollector(Feed feed, String prefix, String extension, Source source) implements Collector {

    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int END_RECORD_BYTES = 22;
    private static final int LONGEST_COMMENT = 65_535;

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        String name = prefix + session.format(YYMMDD) + "." + extension;
        Fetched answer = http.get(URI.create(source.url() + "/pesquisapregao/download?filelist=" + name))
                .unlessWebPage();
        Document document = answer.document();
        if (document == null || answer.outcome() != Outcome.FETCHED) {
            return answer;
        }
        byte[] bytes = document.bytes();
        boolean executable = bytes.length > 1 && bytes[0] == 'M' && bytes[1] == 'Z';
        if (!executable && (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K')) {
            return answer.as(Outcome.REJECTED, "expected a zip, saw " + bytes.length + " bytes of something else");
        }
        if (!hasEndRecord(bytes)) {
            return answer.as(Outcome.FAILED, "expected a whole zip, saw one without its end record: truncated");
        }
        try {
            return !executable && isEmpty(bytes) ? answer.as(Outcome.NOT_PUBLISHED, "an empty zip") : answer;
        } catch (IOException e) {
            return answer.as(Outcome.FAILED, "expected a whole zip, saw a damaged one: " + e.getMessage());
        }
    }

    /** Returns whether the zip ends as every zip does: with PK 5 6 and a comment of the length that is given there. */
    private static boolean hasEndRecord(byte[] zip) {
        int earliest = Math.max(0, zip.length - END_RECORD_BYTES - LONGEST_COMMENT);
        for (int at = zip.length - END_RECORD_BYTES; at >= earliest; at--) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 5 && zip[at + 3] == 6) {
                int comment = (zip[at + 20] & 0xff) | (zip[at + 21] & 0xff) << 8;
                return at + END_RECORD_BYTES + comment <= zip.length;
            }
        }
        return false;
    }

    /** Returns whether the zip holds nothing, or nothing but empty files and empty zips. */
    private static boolean isEmpty(byte[] bytes) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] start = zip.readNBytes(4);
                boolean emptyZip =
                        start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 5 && start[3] == 6;
                if (start.length > 0 && !emptyZip) {
                    return false;
                }
            }
        }
        return true;
    }
}
