package b3.stream.running;

import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to run a processor.
 *
 * @param topology makes its topology, a new one for every start
 * @param settings of its Kafka Streams application
 * @param pending how many calculations are due; null for a processor that makes none
 */
public record Program(
        Supplier<Topology> topology,
        Supplier<Properties> settings,
        @Nullable LongSupplier pending) {}
