package b3.stream.running;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The Kafka cluster that processors run on.
 *
 * @param admin creates topics and answers whether the brokers are there; closed by whoever made it
 * @param client settings of every client, {@code bootstrap.servers} included
 * @param replication replication factor of topics that have to be created
 */
public record Cluster(Admin admin, Map<String, Object> client, short replication) {}
