package b3.collector;

import b3.collector.due.Source;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of this program; those of one source are in {@link Source}.
 *
 * @param collector name of the one feed to collect; empty for every enabled one
 * @param kafka the broker
 * @param http how we introduce ourselves
 * @param firecrawl the fallback for pages that are refused; off unless it has a key
 * @param run what to do once instead of keeping the schedule
 */
@Validated
@ConfigurationProperties("b3")
record CollectorConfig(
        @DefaultValue("") String collector,
        @Valid @DefaultValue Kafka kafka,
        @Valid @DefaultValue Http http,
        @Valid @DefaultValue Firecrawl firecrawl,
        @Valid @DefaultValue Run run) {

    /**
     * The broker.
     *
     * @param bootstrapServers where it is
     * @param replication replication factor of topics that have to be created
     * @param properties further client settings, passed on as they are: SASL, TLS
     */
    record Kafka(
            @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
            @Min(1) @DefaultValue("1") short replication,
            @DefaultValue Map<String, String> properties) {

        Map<String, Object> clientSettings() {
            Map<String, Object> settings = new HashMap<>(properties);
            settings.put("bootstrap.servers", bootstrapServers);
            return settings;
        }
    }

    /**
     * How we introduce ourselves.
     *
     * @param userAgent sent with every request; says honestly who asks
     */
    record Http(
            @NotBlank @DefaultValue("Mozilla/5.0 (compatible; b3-streams/1.0)")
            String userAgent) {}

    /**
     * The fallback for pages that are refused. It is asked for those sources only whose settings say {@code fallback}.
     *
     * @param url address of the service
     * @param key of our account there; blank: there is no fallback
     * @param keyFile file with the key, wins over {@code key}; blank for none
     */
    record Firecrawl(
            @NotNull @DefaultValue("https://api.firecrawl.dev")
            URI url,

            @DefaultValue("") String key,
            @DefaultValue("") String keyFile) {

        /** The service, if there is a key. */
        Optional<b3.collector.fetch.Firecrawl> service() {
            String secret = keyFile.isBlank() ? key.strip() : content();
            return secret.isEmpty() ? Optional.empty() : Optional.of(new b3.collector.fetch.Firecrawl(url, secret));
        }

        private String content() {
            try {
                return Files.readString(Path.of(keyFile)).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("b3.firecrawl.key-file: cannot read " + keyFile, e);
            }
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Firecrawl[url=" + url + ", keyFile=" + keyFile + "]";
        }
    }

    /**
     * What to do once instead of keeping the schedule: a session or a range of days, else what is due.
     *
     * @param once ask for every session that is due now
     * @param session ask for this session; null when not wanted
     * @param from ask for the sessions from this day on; null when not wanted
     * @param to the last of those days; null when not wanted
     */
    record Run(
            @DefaultValue("false") boolean once,
            @Nullable LocalDate session,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        @AssertTrue(message = "expected either session or from and to")
        boolean isOneWish() {
            return session == null || from == null;
        }

        @AssertTrue(message = "expected both from and to, from no later than to")
        boolean isRange() {
            return from == null ? to == null : to != null && !from.isAfter(to);
        }

        boolean isWanted() {
            return once || session != null || from != null;
        }
    }
}
