package b3.api.dxy;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code GET /dxy} asks the database. */
final class DxyQuery {

    private static final String SQL = """
            select ts, bucket, session, level, percent_change, previous_close, source, known_at, document
            from {standing}
            where true {outside}
            order by ts desc, bucket
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.text("bucket", "Moment in São Paulo, such as dxy_08h50."),
            Field.number(
                            "value",
                            "Change against the previous close, percent: 0.26 is +0.26 %; null when no close is known.")
                    .from("percent_change")
                    .orNull(),
            Field.instant("timestamp", "The moment, UTC.").from("ts"),
            Field.number("level", "The index, points; null when the source gives the change only.")
                    .orNull(),
            Field.number("previousClose", "The close that the change is measured from, points; null when not given.")
                    .orNull(),
            Field.date("session", "The day in São Paulo."),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query DXY = new Query(
                    Datasets.DXY,
                    Datasets.DXY.path(),
                    "The dollar index: the newest session's buckets, newest first.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.read("bucket", DxyQuery::bucket, "buckets such as dxy_08h50", "dxy_08h50")
                                    .means("Bucket; the old spelling dxy_8h50 does as well.")
                                    .severalAllowed()
                                    .onKey("bucket in (:bucket)"),
                            Range.SESSION_ALONE,
                            Range.FROM,
                            Range.TO,
                            Range.AS_OF,
                            Range.LIMIT,
                            Range.CURSOR),
                    Order.newestThen("bucket"))
            .answeringLatest("session");

    private DxyQuery() {}

    private static Optional<String> bucket(String text) {
        String padded = text.toLowerCase(Locale.ROOT).replaceFirst("^dxy_(\\dh)", "dxy_0$1");
        return Optional.of(padded).filter(bucket -> bucket.matches("dxy_\\d{2}h\\d{2}"));
    }
}
