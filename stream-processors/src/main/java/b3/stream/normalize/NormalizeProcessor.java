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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** What a task has, once it is initialized. */
    private record Task(ProcessorContext<byte[], byte[]> context, LayoutCanary canary, StandingRecords records) {}

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
        initialized = new Task(
                context,
                new LayoutCanary(context.getStateStore(NormalizeTopology.BASELINES)),
                new StandingRecords(context.getStateStore(NormalizeTopology.STANDING)));
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        Task task = Objects.requireNonNull(initialized, "init comes first");
        RecordMetadata at = task.context().recordMetadata().orElseThrow();
        String position = at.topic() + "/" + at.partition() + "/" + at.offset();
        Normalizer normalizer = Objects.requireNonNull(byTopic.get(at.topic()), at.topic());
        byte[] bytes = raw.value() == null ? new byte[0] : raw.value();
        RawScrape document;
        try {
            document = RawScrape.read(at.topic(), bytes, raw.headers());
        } catch (IllegalArgumentException e) {
            Instant arrived = Instant.ofEpochMilli(raw.timestamp());
            String feed = normalizer.feed().name();
            RawScrape unknown = new RawScrape(feed, null, bytes, "unknown", "unknown", arrived, 0);
            fail(new Outbox(task.context(), raw, position, unknown), null, Reason.UNREADABLE_DOCUMENT, e.getMessage());
            return;
        }
        Outbox outbox = new Outbox(task.context(), raw, position, document);
        try {
            Normalized found = read(normalizer, document);
            List<ObjectNode> contents =
                    found.records().stream().map(NormalizeProcessor::content).toList();
            boolean accepted = "true".equals(RawScrape.get(raw.headers(), RawScrape.ACCEPT_LAYOUT_HEADER));
            LayoutCanary.Seen seen = new LayoutCanary.Seen(normalizer.feed(), document.part(), found, contents);
            Optional<String> change = task.canary().check(seen, accepted);
            if (change.isPresent()) {
                fail(outbox, found.session(), Reason.LAYOUT_CHANGED, change.get());
            } else {
                publish(task.records(), outbox, normalizer.feed(), found, contents);
            }
        } catch (UnreadableDocumentException e) {
            fail(outbox, document.session(), e.reason(), e.getMessage());
        }
    }

    /** A document that breaks its parser would break it again after a restart: it is a poison record like any other. */
    private static Normalized read(Normalizer normalizer, RawScrape document) {
        try {
            return normalizer.normalize(document);
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("the parser of {} failed on {}", document.feed(), document.url(), e);
            throw new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, "the parser failed: " + e);
        }
    }

    private void publish(
            StandingRecords records, Outbox outbox, Feed feed, Normalized found, List<ObjectNode> contents) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        Map<String, Integer> published = new LinkedHashMap<>();
        for (Dataset<?> dataset : feed.datasets()) {
            rows.put(dataset.name(), 0);
            published.put(dataset.name(), 0);
        }
        List<Rejection> rejections = new ArrayList<>(found.rejections());
        for (int i = 0; i < contents.size(); i++) {
            MarketRecord record = found.records().get(i);
            String dataset = Datasets.of(record).name();
            StandingRecords.Outcome outcome = records.publish(found, i, contents.get(i), outbox);
            rows.merge(dataset, record.rows(), Integer::sum);
            published.merge(dataset, outcome.published() ? 1 : 0, Integer::sum);
            rejections.addAll(outcome.rejections());
        }
        for (int i = 0; i < rejections.size(); i++) {
            Rejection rejection = rejections.get(i);
            outbox.send(
                    outbox.message(Topic.REJECTED, rejection.feed(), "rejected-" + i, rejection.session(), rejection));
        }
        DocumentReport report = new DocumentReport(
                outbox.document().feed(),
                found.session(),
                outbox.sha256(),
                outbox.rawPosition(),
                rows,
                published,
                rejections.size(),
                null,
                null);
        report(outbox, report, rejections);
    }

    private void fail(Outbox outbox, @Nullable LocalDate session, Reason reason, @Nullable String detail) {
        outbox.sendDeadLetter(reason, String.valueOf(detail));
        DocumentReport report = new DocumentReport(
                outbox.document().feed(),
                session,
                outbox.sha256(),
                outbox.rawPosition(),
                Map.of(),
                Map.of(),
                0,
                reason,
                detail);
        report(outbox, report, List.of());
    }

    private void report(Outbox outbox, DocumentReport report, List<Rejection> rejections) {
        outbox.send(outbox.message(Topic.DOCUMENTS, report.feed(), "report", report.session(), report));
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

    private static ObjectNode content(MarketRecord record) {
        ObjectNode content = (ObjectNode) Json.MAPPER.<JsonNode>valueToTree(record);
        content.remove("provenance");
        return content;
    }
}
