package b3.stream;

import b3.schema.contracts.Product;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the processors, {@code b3.*}; the environment name of {@code b3.kafka.bootstrap-servers} is
 * {@code B3_KAFKA_BOOTSTRAP_SERVERS}, and so on.
 *
 * @param processor which processor to run: a name of {@link Processors}, or {@code all}
 * @param stateDir where the stores live on disk; they can be lost, and are then read back from Kafka
 * @param commitInterval how long finished work may wait for its transaction's end
 * @param gamma the gamma levels
 * @param snapshots what snapshots are made of
 * @param kafka the broker
 */
@Validated
@ConfigurationProperties("b3")
public record ProcessorConfig(
        @DefaultValue("all") @Pattern(regexp = Processors.NAMES, message = "expected one of " + Processors.NAMES)
        String processor,

        @Name("processor.state-dir") @DefaultValue("data/streams") @NotNull
        Path stateDir,

        @Name("processor.commit-interval") @DefaultValue("100ms") @DurationMin(millis = 1)
        Duration commitInterval,

        @DefaultValue @Valid Gamma gamma,

        @DefaultValue Snapshots snapshots,
        @DefaultValue @Valid Kafka kafka) {

    /**
     * The gamma levels.
     *
     * @param interval shortest time between two calculations of one underlying, and between two of its moments
     * @param surfaceMaxAgeSessions how many sessions old a volatility surface may be to stand in for a missing one
     */
    public record Gamma(
            @DefaultValue("1s") @DurationMin(millis = 1) Duration interval,
            @DefaultValue("5") @Min(0) int surfaceMaxAgeSessions) {}

    /**
     * What snapshots are made of, beside the indicators.
     *
     * @param instruments futures that have a snapshot of their front contract, so that their contract month must tell the
     *     expiry
     */
    public record Snapshots(
            @DefaultValue({"DI1", "DDI", "DOL"}) Set<Product> instruments) {

        public Snapshots {
            instruments = Set.copyOf(instruments);
            instruments.stream()
                    .filter(product -> !hasExpiries(product))
                    .findAny()
                    .ifPresent(product -> {
                        throw new IllegalArgumentException("b3.snapshots.instruments: expected futures of "
                                + Product.ALL.stream()
                                        .filter(Snapshots::hasExpiries)
                                        .map(Product::code)
                                        .toList()
                                + ", saw " + product.code());
                    });
        }

        private static boolean hasExpiries(Product product) {
            return product.kind() == Product.Kind.FUTURE && product.expiryRule() != null;
        }
    }

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

        /** Without the values of the client properties, which may be secret. */
        @Override
        public String toString() {
            return bootstrapServers + " " + properties.keySet();
        }
    }
}
