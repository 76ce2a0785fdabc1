package b3.api.heartbeats;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.heartbeats.Heartbeat;
import java.util.List;

/** What {@code GET /heartbeats} asks the database. */
final class HeartbeatsQuery {

    private static final String SQL = """
            select ts, program, instance, state, pending, reason
            from (select * from {standing})
            where true {outside}
            order by ts desc, program, instance
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "When it was so, UTC.").from("ts"),
            Field.text("program", "The processor: normalize, gamma or snapshots."),
            Field.text("instance", "The process."),
            Field.text("state", "How it is: RUNNING, REBALANCING, ERROR or STOPPED."),
            Field.whole("pending", "Calculations that are due; null for a program that makes none.")
                    .orNull(),
            Field.text("reason", "What has failed; null when nothing has.").orNull());

    static final Query HEARTBEATS = new Query(
            Datasets.HEARTBEATS,
            Datasets.HEARTBEATS.path(),
            "What each processor says of itself, every ten seconds and at each change, newest first.",
            SQL,
            FIELDS,
            List.of(
                    Parameter.code("program", "[A-Z]{1,20}", "names of processors such as gamma", "gamma")
                            .means("Name of the processor, in any case.")
                            .severalAllowed()
                            .onKey("upper(program) in (:program)"),
                    Parameter.oneOf("state", Heartbeat.State.class)
                            .means("How it is.")
                            .severalAllowed()
                            .onKey("state in (:state)"),
                    Range.FROM,
                    Range.TO,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("program", "instance"));

    private HeartbeatsQuery() {}
}
