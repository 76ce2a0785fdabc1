package b3.stack.imports;

import b3.collector.publish.DocumentTooLargeException;
import b3.collector.publish.RawPublisher;
import b3.schema.Dataset;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Topic;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stack.access.Logs;
import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import b3.stream.normalize.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Publishes local files as raw documents of one feed, with the publisher of the collectors, and waits until their rows can
 * be read. The exit code is 1 if a file yields no row.
 */
@Command(name = "import")
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    StackOptions options = new StackOptions();

    @Parameters(index = "0")
    String feed = "";

    @Parameters(index = "1..*", arity = "1..*")
    List<Path> files = List.of();

    @Option(names = "--session")
    @Nullable
    String session;

    @Option(names = "--known-at")
    @Nullable
    String knownAt;

    @Option(names = "--accept-layout")
    boolean acceptLayout;

    @Option(names = "--timeout", defaultValue = "120")
    int timeoutSeconds;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Feed target = Feeds.named(feed)
                .orElseThrow(() -> new UsageException("no feed is called \"" + feed + "\"; expected one of "
                        + String.join(", ", Feeds.ALL.stream().map(Feed::name).toList())));
        LocalDate day = parse("--session", session, "a date like 2025-02-03", LocalDate::parse);
        if (day != null && !TradingCalendar.load().knows(day)) {
            throw new UsageException("--session: expected a date from " + TradingCalendar.FIRST_DAY + " to "
                    + TradingCalendar.LAST_DAY + ", which is as far as the calendars reach, saw " + day);
        }
        Instant known = parse("--known-at", knownAt, "an instant like 2025-02-03T22:00:00Z", Instant::parse);
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new UsageException("cannot read " + file + ": expected a file");
            }
            long size = Files.size(file);
            if (size > Topic.MAX_DOCUMENT_BYTES) {
                throw new UsageException(file + " has " + size + " bytes; the topics carry at most "
                        + Topic.MAX_DOCUMENT_BYTES + " in one document");
            }
        }
        Logs.to(options.dataDir.resolve("b3-import.log"));
        Map<String, Object> kafka = Map.of("bootstrap.servers", options.bootstrapServers());
        StackOptions.requireBroker(kafka);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        int exitCode = 0;
        try (DocumentReports reports = new DocumentReports(kafka);
                RawPublisher publisher = new RawPublisher(kafka);
                ReadableRows readable = new ReadableRows(options, kafka)) {
            int number = 0;
            for (Path file : files) {
                progress.println("[" + ++number + "/" + files.size() + "] " + file);
                progress.flush();
                RawScrape document = document(target, file, day, known);
                DocumentReport report = report(document, publisher, reports);
                Map<String, Long> seen = readable.await(records(report, document), patience());
                out.println(Json.text(line(file, target, report, seen)));
                out.flush();
                if (seen.values().stream().allMatch(count -> count == 0)) {
                    exitCode = 1;
                }
            }
        }
        return exitCode;
    }

    /** Publishes the document and returns its report. A document that is too large, or late, gets a report that says so. */
    private DocumentReport report(RawScrape document, RawPublisher publisher, DocumentReports reports) {
        Map<String, String> headers = acceptLayout ? Map.of(RawScrape.ACCEPT_LAYOUT_HEADER, "true") : Map.of();
        try {
            return reports.await(publisher.publish(document, headers), patience());
        } catch (DocumentTooLargeException e) {
            return nothing(document, Reason.TOO_LARGE, e);
        } catch (TimeoutException e) {
            return nothing(document, null, e);
        }
    }

    /** Returns the records of a document. Its normalizer is a pure function, so it gives here what the stream processors got. */
    private static List<MarketRecord> records(DocumentReport report, RawScrape document) {
        if (report.rows().isEmpty()) {
            return List.of();
        }
        return Registry.read(document).records();
    }

    private static DocumentReport nothing(RawScrape document, @Nullable Reason failure, Exception why) {
        return new DocumentReport(
                document.feed(),
                document.session(),
                document.sha256(),
                "",
                Map.of(),
                Map.of(),
                0,
                null,
                failure,
                why.getMessage());
    }

    private Duration patience() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    private static Map<String, @Nullable Object> line(
            Path file, Feed feed, DocumentReport report, Map<String, Long> readable) {
        String own = feed.datasets().stream()
                .map(Dataset::name)
                .filter(dataset -> report.rows().getOrDefault(dataset, 0) > 0)
                .findFirst()
                .orElse(feed.datasets().get(0).name());
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        line.put("feed", feed.name());
        line.put("session", report.session());
        line.put("sha256", report.document());
        line.put("rows", report.rows().getOrDefault(own, 0));
        line.put("rejected", report.rejected());
        line.put("readable", readable.getOrDefault(own, 0L));
        line.put("datasets", report.rows());
        if (report.failure() != null) {
            line.put("failure", report.failure());
        }
        if (report.detail() != null) {
            line.put("detail", report.detail());
        }
        return line;
    }

    /** Reads a file as a document that is known since the given instant, or else since the file was last written. */
    private static RawScrape document(Feed feed, Path file, @Nullable LocalDate session, @Nullable Instant known)
            throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return new RawScrape(
                feed.name(),
                session,
                Files.readAllBytes(file),
                "application/octet-stream",
                "file:" + file.getFileName(),
                known != null ? known : written,
                0);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> @Nullable T parse(String option, @Nullable String text, String expected, Parser<T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(option + ": expected " + expected + ", saw \"" + text + "\"");
        }
    }
}
