package b3.program;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker: the settings {@code b3.kafka.*} of every program that uses it.
 *
 * @param bootstrapServers {@code B3_KAFKA_BOOTSTRAP_SERVERS}: where it is, {@code host:port}, several with commas
 * @param replication {@code B3_KAFKA_REPLICATION}: replication factor of topics that have to be created
 * @param properties {@code B3_KAFKA_PROPERTIES_…}: further client settings, passed on as they are: SASL, TLS
 */
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("1") short replication,
        @DefaultValue Map<String, String> properties) {

    public KafkaSettings {
        Setting.check(
                "b3.kafka.bootstrap-servers",
                bootstrapServers,
                !bootstrapServers.isBlank(),
                "host:port, several with commas");
        Setting.check("b3.kafka.replication", replication, replication >= 1, "1 or more");
        properties = Map.copyOf(properties);
    }

    /** The properties that every client needs, as a map that the caller may extend. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }

    /** Without the values of the client settings, which may be secret. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", replication=" + replication + ", properties="
                + properties.keySet() + "]";
    }
}
