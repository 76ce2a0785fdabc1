/**
 * Runs topologies as Kafka Streams clients: starts, restarts and stops them, and says how they are. It knows no topology
 * and no setting of a topology.
 */
@NullMarked
package b3.stream.running;

import org.jspecify.annotations.NullMarked;
