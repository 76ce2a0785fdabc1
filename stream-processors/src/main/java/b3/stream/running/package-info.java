/**
 * Runs topologies as Kafka Streams clients: starts, restarts and stops them, and reports their state. The package knows
 * no topology and no setting of a topology.
 */
@NullMarked
package b3.stream.running;

import org.jspecify.annotations.NullMarked;
