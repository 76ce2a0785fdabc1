package b3.api;

import b3.program.QuestDbSettings;
import b3.program.Secret;
import b3.program.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of the query API, {@code b3.*}.
 *
 * @param questdb the database; a read-only user does
 * @param connections how many connections to it there are, and how long each may take
 * @param api the web server
 */
@ConfigurationProperties("b3")
public record ApiConfig(
        @DefaultValue QuestDbSettings questdb,
        @Name("questdb") @DefaultValue Connections connections,
        @DefaultValue Web api) {

    /**
     * The connections to the database.
     *
     * @param pool {@code B3_QUESTDB_POOL}: most connections at once
     * @param queryTimeout {@code B3_QUESTDB_QUERY_TIMEOUT}: longest query
     * @param connectTimeout {@code B3_QUESTDB_CONNECT_TIMEOUT}: longest wait for a connection, then the answer is 503
     */
    public record Connections(
            @DefaultValue("8") int pool,
            @DefaultValue("10s") Duration queryTimeout,
            @DefaultValue("2s") Duration connectTimeout) {

        public Connections {
            Setting.check("b3.questdb.pool", pool, pool >= 1 && pool <= 100, "1 to 100");
            Setting.check(
                    "b3.questdb.query-timeout",
                    queryTimeout,
                    queryTimeout.toSeconds() >= 1 && queryTimeout.toSeconds() <= 300,
                    "1s to 300s");
            Setting.check(
                    "b3.questdb.connect-timeout",
                    connectTimeout,
                    connectTimeout.toMillis() >= 250 && connectTimeout.toSeconds() <= 30,
                    "250ms to 30s");
        }
    }

    /**
     * The web server.
     *
     * @param port {@code B3_API_PORT}: TCP port; 0 for any free one
     * @param bind {@code B3_API_BIND}: address to listen on
     * @param keys {@code B3_API_KEYS}: accepted API keys, separated by commas; blank for none, which only a loopback
     *     address allows
     * @param keysFile {@code B3_API_KEYS_FILE}: file with the keys, separated by commas or lines, wins over {@code keys};
     *     blank for none
     * @param rateLimit {@code B3_API_RATE_LIMIT}: requests a minute for each client; 0 for no limit
     * @param cors {@code B3_API_CORS}: origins whose pages may read answers, separated by commas; blank for none, {@code *}
     *     for all
     */
    public record Web(
            @DefaultValue("8082") int port,
            @DefaultValue("127.0.0.1") String bind,
            @DefaultValue("") String keys,
            @DefaultValue("") String keysFile,
            @DefaultValue("120") int rateLimit,

            @DefaultValue({
                "http://localhost:3101",
                "http://localhost:3030",
                "http://b3.localhost",
                "http://localhost:3103",
                "http://localhost:3004"
            })
            Set<String> cors) {

        private static final int SHORTEST_KEY = 16;

        public Web {
            Setting.check("b3.api.port", port, port >= 0 && port <= 65535, "0 to 65535");
            Setting.check("b3.api.rate-limit", rateLimit, rateLimit >= 0 && rateLimit <= 1_000_000, "0 to 1000000");
            cors = Set.copyOf(cors);
            for (String origin : cors) {
                Setting.check(
                        "b3.api.cors",
                        origin,
                        origin.equals("*") || origin.matches("https?://[^/,\\s]+"),
                        "origins such as https://example.org, or *");
            }
            Set<String> accepted = accepted(keys, keysFile);
            if (accepted.stream().anyMatch(key -> key.length() < SHORTEST_KEY)) {
                throw new IllegalArgumentException(
                        "b3.api.keys: expected keys of at least " + SHORTEST_KEY + " characters, saw a shorter one");
            }
            if (accepted.isEmpty() && !isLoopback(bind)) {
                throw new IllegalArgumentException(
                        "b3.api.bind: " + bind + " is reachable from outside, so API keys are"
                                + " required: set B3_API_KEYS or B3_API_KEYS_FILE, or bind 127.0.0.1");
            }
        }

        /** The keys, from their file if there is one. */
        Set<String> accepted() {
            return accepted(keys, keysFile);
        }

        @Override
        public String toString() {
            return "Web[port=" + port + ", bind=" + bind + ", rateLimit=" + rateLimit + ", cors=" + cors + "]";
        }

        private static Set<String> accepted(String keys, String keysFile) {
            String text = Secret.of("b3.api.keys", keys, keysFile).content().orElse("");
            return Arrays.stream(text.split("[,\\s]+"))
                    .filter(key -> !key.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static boolean isLoopback(String bind) {
            try {
                return InetAddress.getByName(bind).isLoopbackAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        "b3.api.bind: expected an address of this machine, saw \"" + bind + "\"", e);
            }
        }
    }
}
