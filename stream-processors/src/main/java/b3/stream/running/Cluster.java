package b3.stream.running;

import b3.program.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;

/**
 * The cluster that the topologies run on.
 *
 * @param admin looks after topics and groups
 * @param kafka where it is, for every client
 */
public record Cluster(Admin admin, KafkaSettings kafka) {}
