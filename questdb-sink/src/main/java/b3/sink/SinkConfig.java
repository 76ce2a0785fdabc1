package b3.sink;

import b3.program.KafkaSettings;
import b3.program.QuestDbSettings;
import b3.program.Setting;
import b3.sink.questdb.TableCreator;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sink, {@code b3.*}.
 *
 * @param kafka the broker
 * @param questdb the database
 * @param sink this program's own settings
 */
@ConfigurationProperties("b3")
public record SinkConfig(
        @DefaultValue KafkaSettings kafka,
        @DefaultValue QuestDbSettings questdb,
        @DefaultValue Sink sink) {

    /**
     * This program's own settings.
     *
     * @param group {@code B3_SINK_GROUP}: consumer group
     * @param maxPollRecords {@code B3_SINK_MAX_POLL_RECORDS}: messages in one batch: one flush and one commit each, so a
     *     large batch is a fast sink
     * @param retryInitial {@code B3_SINK_RETRY_INITIAL}: pause after the first failed attempt; it doubles with each further
     *     one
     * @param retryMax {@code B3_SINK_RETRY_MAX}: longest pause between two attempts
     * @param maxRefused {@code B3_SINK_MAX_REFUSED}: refused records in one batch above which the fault is taken for the
     *     set-up's, not the data's: nothing is dead-lettered and the health goes red
     * @param checkInterval {@code B3_SINK_CHECK_INTERVAL}: pause between two looks at the tables and at the lag
     * @param visibilityLimit {@code B3_SINK_VISIBILITY_LIMIT}: how long an acknowledged write may stay invisible before the
     *     health goes red
     * @param ttl {@code B3_SINK_TTL_…}: how long a dataset's rows are kept, by the dataset's name, in whole months or
     *     years; for ever when absent
     */
    public record Sink(
            @DefaultValue("b3-questdb-sink") String group,
            @DefaultValue("20000") int maxPollRecords,
            @DefaultValue("500ms") Duration retryInitial,
            @DefaultValue("30s") Duration retryMax,
            @DefaultValue("1000") int maxRefused,
            @DefaultValue("5s") Duration checkInterval,
            @DefaultValue("60s") Duration visibilityLimit,
            @DefaultValue Map<String, Period> ttl) {

        public Sink {
            Setting.check("b3.sink.group", group, !group.isBlank(), "a name");
            Setting.check(
                    "b3.sink.max-poll-records",
                    maxPollRecords,
                    maxPollRecords >= 1 && maxPollRecords <= 200_000,
                    "1 to 200000");
            checkPause("b3.sink.retry-initial", retryInitial);
            checkPause("b3.sink.retry-max", retryMax);
            Setting.check("b3.sink.max-refused", maxRefused, maxRefused >= 0, "0 or more");
            checkPause("b3.sink.check-interval", checkInterval);
            checkPause("b3.sink.visibility-limit", visibilityLimit);
            ttl = Map.copyOf(ttl);
            ttl.forEach((dataset, kept) -> Setting.check(
                    "b3.sink.ttl." + dataset,
                    kept,
                    TableCreator.isTtl(dataset, kept),
                    "whole months or years, as 24m or 2y, of an existing dataset"));
        }

        private static void checkPause(String name, Duration pause) {
            Setting.check(name, pause, pause.toMillis() >= 1, "1ms or more");
        }
    }
}
