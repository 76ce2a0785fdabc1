package b3.sink;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sink, {@code b3.*}; the environment name of {@code b3.kafka.bootstrap-servers} is
 * {@code B3_KAFKA_BOOTSTRAP_SERVERS}, and so on.
 *
 * @param kafka the broker
 * @param questdb the database
 * @param sink this program's own settings
 */
@Validated
@ConfigurationProperties("b3")
public record SinkConfig(
        @DefaultValue @Valid Kafka kafka,
        @DefaultValue @Valid QuestDb questdb,
        @DefaultValue @Valid Sink sink) {

    /**
     * The broker.
     *
     * @param bootstrapServers {@code host:port}, several with commas
     * @param replication replication factor of topics that have to be created
     * @param properties further client properties, such as {@code security.protocol}
     */
    public record Kafka(
            @DefaultValue("localhost:9092") @NotBlank String bootstrapServers,
            @DefaultValue("1") @Min(1) short replication,
            @DefaultValue Map<String, String> properties) {

        @Override
        public String toString() {
            return bootstrapServers + " " + properties.keySet();
        }
    }

    /**
     * The database. Without a user HTTP goes without a login and PG wire with QuestDB's own default one.
     *
     * @param http {@code host:port} of ILP over HTTP
     * @param pg {@code host:port} of the PostgreSQL wire protocol
     * @param user login of both; null for none
     * @param userFile file with the login; null for none
     * @param password password of both; null for none
     * @param passwordFile file with the password; null for none
     * @param timeout how long one request may take
     */
    public record QuestDb(
            @DefaultValue("127.0.0.1:9000") @Pattern(regexp = HOST_PORT, message = "expected host:port")
            String http,

            @DefaultValue("127.0.0.1:8812") @Pattern(regexp = HOST_PORT, message = "expected host:port")
            String pg,

            @Nullable String user,
            @Nullable Path userFile,
            @Nullable String password,
            @Nullable Path passwordFile,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration timeout) {

        private static final String HOST_PORT = "[^:/\\s]+:\\d{1,5}";

        /** The login, from its file if there is one; null for none. */
        public @Nullable String login() {
            return userFile == null ? blankToNull(user) : content(userFile);
        }

        /** The password, from its file if there is one; null for none. */
        public @Nullable String secret() {
            return passwordFile == null ? blankToNull(password) : content(passwordFile);
        }

        @AssertTrue(message = "expected b3.questdb.user and b3.questdb.password together, or neither")
        boolean isLoginComplete() {
            return (login() == null) == (secret() == null);
        }

        @Override
        public String toString() {
            return "http " + http + ", pg " + pg;
        }

        private static @Nullable String blankToNull(@Nullable String value) {
            return value == null || value.isBlank() ? null : value;
        }

        private static String content(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the secret in " + file, e);
            }
        }
    }

    /**
     * This program's own settings.
     *
     * @param group consumer group
     * @param maxPollRecords messages in one batch: one flush and one commit each, so a large batch is a fast sink
     * @param retryInitial pause after the first failed attempt; it doubles with each further one
     * @param retryMax longest pause between two attempts
     * @param maxRefused refused records in one batch above which the fault is taken for the set-up's, not the data's:
     *     nothing is dead-lettered and the health goes red
     * @param checkInterval pause between two looks at the tables and at the lag
     * @param visibilityLimit how long an acknowledged write may stay invisible before the health goes red
     * @param ttl how long a dataset's rows are kept, by the dataset's name, in whole months or years; for ever when absent
     */
    public record Sink(
            @DefaultValue("b3-questdb-sink") @NotBlank String group,
            @DefaultValue("20000") @Min(1) @Max(200_000) int maxPollRecords,
            @DefaultValue("500ms") @DurationMin(millis = 1) Duration retryInitial,
            @DefaultValue("30s") @DurationMin(millis = 1) Duration retryMax,
            @DefaultValue("1000") @Min(0) int maxRefused,
            @DefaultValue("5s") @DurationMin(millis = 1) Duration checkInterval,
            @DefaultValue("60s") @DurationMin(millis = 1) Duration visibilityLimit,
            @DefaultValue Map<String, Period> ttl) {

        @AssertTrue(
                message =
                        "expected b3.sink.ttl.<dataset> of an existing dataset in whole months or years, as 24m or 2y")
        boolean isTtlKnown() {
            return ttl.entrySet().stream().allMatch(entry -> TableCreator.isTtl(entry.getKey(), entry.getValue()));
        }
    }
}
