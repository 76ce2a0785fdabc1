package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Topic;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.NormalizedRecord;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.revisions.Contents;
import b3.stream.normalize.revisions.Outbox;
import b3.stream.normalize.revisions.Statements;
import b3.stream.normalize.revisions.Timelines;
import b3.stream.normalize.rowcount.RowCountCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes one raw document at a time; {@link NormalizeTopology} describes the topics and the stores. */
final class NormalizeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizeProcessor.class);
    private static final String ACCEPT_LAYOUT = RawScrape.ACCEPT_LAYOUT_HEADER;
    private static final Duration FORGETTING = Duration.ofMinutes(1);

    /** What a task has, once it is initialized. */
    private record Task(ProcessorContext<byte[], byte[]> context, RowCountCheck rowCounts, Statements statements) {}

    private final Map<String, FeedReader> byTopic;
    private final BiConsumer<DocumentReport, List<Rejection>> observer;
    private @Nullable Task initialized;

    NormalizeProcessor(List<FeedReader> readers, BiConsumer<DocumentReport, List<Rejection>> observer) {
        this.byTopic = readers.stream()
                .collect(Collectors.toUnmodifiableMap(reader -> reader.feed().rawTopic(), Function.identity()));
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Contents contents = new Contents(
                context.getStateStore(NormalizeTopology.CONTENTS), context.getStateStore(NormalizeTopology.BOOKS));
        initialized = new Task(
                context,
                new RowCountCheck(context.getStateStore(NormalizeTopology.ROW_COUNTS)),
                new Statements(
                        context.getStateStore(NormalizeTopology.DOCUMENTS),
                        context.getStateStore(NormalizeTopology.LISTINGS),
                        new Timelines(
                                context.getStateStore(NormalizeTopology.TIMELINES),
                                context.getStateStore(NormalizeTopology.DOCUMENTS),
                                contents)));
        context.schedule(
                FORGETTING,
                PunctuationType.WALL_CLOCK_TIME,
                now -> contents.forget(LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC), now));
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        Task task = Objects.requireNonNull(initialized, "init comes first");
        RecordMetadata at = task.context().recordMetadata().orElseThrow();
        String position = at.topic() + "/" + at.partition() + "/" + at.offset();
        FeedReader reader = Objects.requireNonNull(byTopic.get(at.topic()), at.topic());
        byte[] bytes = raw.value() == null ? new byte[0] : raw.value();
        Outbox outbox = new Outbox(task.context(), raw, position);
        RawScrape document;
        try {
            document = RawScrape.read(at.topic(), bytes, raw.headers());
        } catch (IllegalArgumentException e) {
            Instant arrived = Instant.ofEpochMilli(raw.timestamp());
            String feed = reader.feed().name();
            RawScrape unknown = new RawScrape(feed, null, bytes, "unknown", "unknown", arrived, 0);
            fail(outbox, unknown, reader, null, Reason.UNREADABLE_DOCUMENT, e.getMessage());
            return;
        }
        try {
            take(task, outbox, document, reader, "true".equals(RawScrape.get(raw.headers(), ACCEPT_LAYOUT)));
        } catch (UnreadableDocumentException e) {
            fail(outbox, document, reader, document.session(), e.reason(), e.getMessage());
        }
    }

    private void take(Task task, Outbox outbox, RawScrape document, FeedReader reader, boolean accepted) {
        Normalized found = read(reader.normalizer(), document);
        List<NormalizedRecord> records =
                found.records().stream().map(NormalizedRecord::of).toList();
        RowCountCheck.Seen seen = new RowCountCheck.Seen(reader.feed(), document.part(), found.session(), records);
        Optional<String> change = task.rowCounts().check(seen, accepted);
        if (change.isPresent()) {
            fail(outbox, document, reader, found.session(), Reason.LAYOUT_CHANGED, change.get());
            return;
        }
        Statements.Taken taken =
                task.statements().take(document, found.preliminary(), reader.version(), records, outbox);
        publish(outbox, document, reader, found, records, taken);
    }

    /** A document that makes its normalizer fail would do so again after a restart, so it is refused like any other. */
    private static Normalized read(Normalizer normalizer, RawScrape document) {
        KnownSessions.check(document.session());
        try {
            return KnownSessions.keep(normalizer.normalize(document), document);
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("the parser of {} failed on {}", document.feed(), document.url(), e);
            throw new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, "the parser failed: " + e);
        }
    }

    private void publish(
            Outbox outbox,
            RawScrape scrape,
            FeedReader reader,
            Normalized found,
            List<NormalizedRecord> records,
            Statements.Taken taken) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        Map<String, Integer> published = new LinkedHashMap<>();
        for (Dataset<?> dataset : reader.feed().datasets()) {
            rows.put(dataset.name(), 0);
            published.put(dataset.name(), 0);
        }
        records.forEach(each -> rows.merge(each.dataset().name(), each.record().rows(), Integer::sum));
        taken.published().forEach(each -> published.merge(each.dataset().name(), 1, Integer::sum));
        List<Rejection> rejections = new ArrayList<>(found.rejections());
        rejections.addAll(taken.rejections());
        for (int i = 0; i < rejections.size(); i++) {
            Rejection rejection = rejections.get(i);
            outbox.send(Topic.REJECTED, scrape, "rejected-" + i, rejection.session(), rejection);
        }
        DocumentReport report = new DocumentReport(
                scrape.feed(),
                found.session(),
                taken.document(),
                outbox.rawPosition(),
                rows,
                published,
                rejections.size(),
                reader.name(),
                null,
                found.whyNothing());
        report(outbox, scrape, report, rejections);
    }

    private void fail(
            Outbox outbox,
            RawScrape scrape,
            FeedReader reader,
            @Nullable LocalDate session,
            Reason reason,
            @Nullable String detail) {
        outbox.sendDeadLetter(reason, String.valueOf(detail));
        DocumentReport report = new DocumentReport(
                scrape.feed(),
                session,
                scrape.sha256(),
                outbox.rawPosition(),
                Map.of(),
                Map.of(),
                0,
                reader.name(),
                reason,
                detail);
        report(outbox, scrape, report, List.of());
    }

    private void report(Outbox outbox, RawScrape scrape, DocumentReport report, List<Rejection> rejections) {
        outbox.send(Topic.DOCUMENTS, scrape, "report", report.session(), report);
        LOG.info(
                "normalized {} session={} rows={} published={} rejected={} failure={} raw={}",
                report.feed(),
                report.session(),
                report.rows(),
                report.published(),
                report.rejected(),
                report.failure(),
                report.raw());
        observer.accept(report, rejections);
    }
}
