package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.DocumentReport;
import b3.schema.Feed;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.Rejection;
import b3.schema.Topic;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.revisions.Contents;
import b3.stream.normalize.revisions.Outbox;
import b3.stream.normalize.revisions.Statements;
import b3.stream.normalize.revisions.Timelines;
import b3.stream.normalize.rowcount.LayoutCanary;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes one raw document at a time; see {@link NormalizeTopology} for what comes in and what goes out. */
final class NormalizeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizeProcessor.class);
    private static final Duration FORGETTING = Duration.ofMinutes(1);

    /** What a task has, once it is initialized. */
    private record Task(ProcessorContext<byte[], byte[]> context, LayoutCanary canary, Statements statements) {}

    private final Map<String, Normalizer> byTopic;
    private final BiConsumer<DocumentReport, List<Rejection>> observer;
    private @Nullable Task initialized;

    NormalizeProcessor(List<Normalizer> normalizers, BiConsumer<DocumentReport, List<Rejection>> observer) {
        this.byTopic = normalizers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        normalizer -> normalizer.feed().rawTopic(), Function.identity()));
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Contents contents = new Contents(
                context.getStateStore(NormalizeTopology.CONTENTS), context.getStateStore(NormalizeTopology.BOOKS));
        initialized = new Task(
                context,
                new LayoutCanary(context.getStateStore(NormalizeTopology.BASELINES)),
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
        Normalizer normalizer = Objects.requireNonNull(byTopic.get(at.topic()), at.topic());
        byte[] bytes = raw.value() == null ? new byte[0] : raw.value();
        Outbox outbox = new Outbox(task.context(), raw, position);
        RawScrape document;
        try {
            document = RawScrape.read(at.topic(), bytes, raw.headers());
        } catch (IllegalArgumentException e) {
            Instant arrived = Instant.ofEpochMilli(raw.timestamp());
            String feed = normalizer.feed().name();
            RawScrape unknown = new RawScrape(feed, null, bytes, "unknown", "unknown", arrived, 0);
            fail(outbox, unknown, normalizer, null, Reason.UNREADABLE_DOCUMENT, e.getMessage());
            return;
        }
        try {
            Normalized found = read(normalizer, document);
            List<ObjectNode> contents =
                    found.records().stream().map(NormalizeProcessor::content).toList();
            boolean accepted = "true".equals(RawScrape.get(raw.headers(), RawScrape.ACCEPT_LAYOUT_HEADER));
            LayoutCanary.Seen seen = new LayoutCanary.Seen(normalizer.feed(), document.part(), found, contents);
            Optional<String> change = task.canary().check(seen, accepted);
            if (change.isPresent()) {
                fail(outbox, document, normalizer, found.session(), Reason.LAYOUT_CHANGED, change.get());
            } else {
                publish(task.statements(), outbox, document, normalizer, found, contents);
            }
        } catch (UnreadableDocumentException e) {
            fail(outbox, document, normalizer, document.session(), e.reason(), e.getMessage());
        }
    }

    /** A document that breaks its parser would break it again after a restart: it is a poison record like any other. */
    private static Normalized read(Normalizer normalizer, RawScrape document) {
        try {
            return KnownSessions.normalize(normalizer, document);
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("the parser of {} failed on {}", document.feed(), document.url(), e);
            throw new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, "the parser failed: " + e);
        }
    }

    private void publish(
            Statements statements,
            Outbox outbox,
            RawScrape scrape,
            Normalizer normalizer,
            Normalized found,
            List<ObjectNode> contents) {
        Feed feed = normalizer.feed();
        Map<String, Integer> rows = new LinkedHashMap<>();
        Map<String, Integer> published = new LinkedHashMap<>();
        for (Dataset<?> dataset : feed.datasets()) {
            rows.put(dataset.name(), 0);
            published.put(dataset.name(), 0);
        }
        Statements.Taken taken = statements.take(scrape, normalizer.version(), found, contents, outbox);
        for (int i = 0; i < contents.size(); i++) {
            MarketRecord record = found.records().get(i);
            String dataset = Datasets.of(record).name();
            rows.merge(dataset, record.rows(), Integer::sum);
            published.merge(dataset, taken.published().contains(i) ? 1 : 0, Integer::sum);
        }
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
                reader(normalizer),
                null,
                found.whyNothing());
        report(outbox, scrape, report, rejections);
    }

    private void fail(
            Outbox outbox,
            RawScrape scrape,
            Normalizer normalizer,
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
                reader(normalizer),
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

    private static String reader(Normalizer normalizer) {
        return normalizer.feed().name() + "/" + normalizer.version();
    }

    private static ObjectNode content(MarketRecord record) {
        ObjectNode content = (ObjectNode) Json.MAPPER.<JsonNode>valueToTree(record);
        content.remove("provenance");
        return content;
    }
}
