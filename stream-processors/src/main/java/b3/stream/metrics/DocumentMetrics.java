package b3.stream.metrics;

import b3.schema.document.DocumentReport;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Counts what documents yield: {@code b3_documents_total{feed,outcome}}, {@code b3_rows_total{feed,dataset}} and
 * {@code b3_rejected_total{feed,reason}}. A document that is processed again after a crash is counted again.
 */
public final class DocumentMetrics implements BiConsumer<DocumentReport, List<Rejection>> {

    private final MeterRegistry meters;

    public DocumentMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void accept(DocumentReport report, List<Rejection> rejections) {
        Reason failure = report.failure();
        String outcome = failure == null ? "NORMALIZED" : failure.name();
        meters.counter("b3.documents", "feed", report.feed(), "outcome", outcome)
                .increment();
        report.rows().forEach((dataset, rows) -> meters.counter("b3.rows", "feed", report.feed(), "dataset", dataset)
                .increment(rows));
        rejections.forEach(rejection -> meters.counter(
                        "b3.rejected",
                        "feed",
                        rejection.feed(),
                        "reason",
                        rejection.reason().name())
                .increment());
    }
}
