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
 * A daily file of the exchange: {@code GET /pesquisapregao/download?filelist=SPRD250203.zip}, a zip with the file or
 * with a zip that holds it. Several versions of the price report appear in an evening, from 18:00 to 23:00. For a
 * session without the file (holiday, future, too early) the answer is HTTP 200 with a zip that is empty, itself or the
 * one inside; and sometimes a web page. A name that ends in {@code .ex_} is a zip too, self-extracting: never run.
 */
public final class DailyFileCollector implements Collector {

    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int END_RECORD_BYTES = 22;
    private static final int LONGEST_COMMENT = 65_535;

    private final Feed feed;
    private final String prefix;
    private final String extension;
    private final Source source;

    /**
     * A collector.
     *
     * @param feed what the file is
     * @param prefix of its name, before the date: {@code SPRD}
     * @param extension of its name, after the date: {@code zip}
     * @param source where and when
     */
    public DailyFileCollector(Feed feed, String prefix, String extension, Source source) {
        this.feed = feed;
        this.prefix = prefix;
        this.extension = extension;
        this.source = source;
    }

    @Override
    public Feed feed() {
        return feed;
    }

    @Override
    public Source source() {
        return source;
    }

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

    /** Whether the zip ends as every zip does: PK 5 6, and a comment of the length given there. */
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

    /** Whether there is nothing in the zip, or nothing but empty files and empty zips. */
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
