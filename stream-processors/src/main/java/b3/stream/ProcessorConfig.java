package b3.stream;

import b3.program.KafkaSettings;
import b3.program.Setting;
import b3.schema.contracts.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of the processors, {@code b3.*}.
 *
 * @param processor {@code B3_PROCESSOR}: which processor to run: a name of {@link Processors}, or {@code all}
 * @param stateDir {@code B3_PROCESSOR_STATE_DIR}: where the stores live on disk; they can be lost, and are then read back
 *     from Kafka
 * @param commitInterval {@code B3_PROCESSOR_COMMIT_INTERVAL}: how long finished work may wait for its transaction's end
 * @param gamma the gamma levels
 * @param snapshots what snapshots are made of
 * @param kafka the broker
 */
@ConfigurationProperties("b3")
public record ProcessorConfig(
        @DefaultValue("all") String processor,

        @Name("processor.state-dir") @DefaultValue("data/streams")
        Path stateDir,

        @Name("processor.commit-interval") @DefaultValue("100ms")
        Duration commitInterval,

        @DefaultValue Gamma gamma,
        @DefaultValue Snapshots snapshots,
        @DefaultValue KafkaSettings kafka) {

    public ProcessorConfig {
        Setting.check("b3.processor", processor, processor.matches(Processors.NAMES), "one of " + Processors.NAMES);
        Setting.check("b3.processor.commit-interval", commitInterval, commitInterval.toMillis() >= 1, "1ms or more");
    }

    /**
     * The gamma levels.
     *
     * @param interval {@code B3_GAMMA_INTERVAL}: shortest time between two calculations of one underlying, and between two
     *     of its moments
     * @param surfaceMaxAgeSessions {@code B3_GAMMA_SURFACE_MAX_AGE_SESSIONS}: how many sessions old a volatility surface
     *     may be to stand in for a missing one
     */
    public record Gamma(
            @DefaultValue("1s") Duration interval,
            @DefaultValue("5") int surfaceMaxAgeSessions) {

        public Gamma {
            Setting.check("b3.gamma.interval", interval, interval.toMillis() >= 1, "1ms or more");
            Setting.check(
                    "b3.gamma.surface-max-age-sessions",
                    surfaceMaxAgeSessions,
                    surfaceMaxAgeSessions >= 0,
                    "0 or more");
        }
    }

    /**
     * What snapshots are made of, beside the indicators.
     *
     * @param instruments {@code B3_SNAPSHOTS_INSTRUMENTS}: futures that have a snapshot of their front contract, so that
     *     their contract month must tell the expiry
     */
    public record Snapshots(
            @DefaultValue({"DI1", "DDI", "DOL"}) Set<Product> instruments) {

        public Snapshots {
            instruments = Set.copyOf(instruments);
            for (Product product : instruments) {
                Setting.check(
                        "b3.snapshots.instruments",
                        product.code(),
                        hasExpiries(product),
                        "futures of "
                                + Product.ALL.stream()
                                        .filter(Snapshots::hasExpiries)
                                        .map(Product::code)
                                        .toList());
            }
        }

        private static boolean hasExpiries(Product product) {
            return product.kind() == Product.Kind.FUTURE && product.expiryRule() != null;
        }
    }
}
