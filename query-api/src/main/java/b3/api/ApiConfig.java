package b3.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings, checked at start. Every name has an environment twin: {@code b3.api.rate-limit} is
 * {@code B3_API_RATE_LIMIT}.
 *
 * @param questdb the database
 * @param api the web server
 */
@ConfigurationProperties("b3")
public record ApiConfig(
        @DefaultValue Database questdb, @DefaultValue Web api) {

    /**
     * The database.
     *
     * @param pg host:port of the PostgreSQL wire protocol
     * @param user who reads; a read-only user does
     * @param password the user's password
     * @param passwordFile file with the password, wins over {@code password}; blank for none
     * @param pool most connections at once
     * @param queryTimeout longest query
     * @param connectTimeout longest wait for a connection, then the answer is 503
     */
    public record Database(
            @DefaultValue("127.0.0.1:8812") String pg,
            @DefaultValue("admin") String user,
            @DefaultValue("quest") String password,
            @DefaultValue("") String passwordFile,
            @DefaultValue("8") int pool,
            @DefaultValue("10s") Duration queryTimeout,
            @DefaultValue("2s") Duration connectTimeout) {

        public Database {
            check("b3.questdb.pg", pg, pg.matches("[^:/?#]+:\\d{1,5}"), "host:port");
            check("b3.questdb.user", user, !user.isBlank(), "a user name");
            check("b3.questdb.pool", pool, pool >= 1 && pool <= 100, "1 to 100");
            check(
                    "b3.questdb.query-timeout",
                    queryTimeout,
                    queryTimeout.toSeconds() >= 1 && queryTimeout.toSeconds() <= 300,
                    "1s to 300s");
            check(
                    "b3.questdb.connect-timeout",
                    connectTimeout,
                    connectTimeout.toMillis() >= 250 && connectTimeout.toSeconds() <= 30,
                    "250ms to 30s");
        }

        /** The password, from its file if there is one. */
        String secret() {
            return fromFile("b3.questdb.password-file", passwordFile, password);
        }

        @Override
        public String toString() {
            return "Database[pg=" + pg + ", user=" + user + "]";
        }
    }

    /**
     * The web server.
     *
     * @param port TCP port; 0 for any free one
     * @param bind address to listen on
     * @param keys accepted API keys, separated by commas; blank for none, which only a loopback address allows
     * @param keysFile file with the keys, separated by commas or lines, wins over {@code keys}; blank for none
     * @param rateLimit requests a minute for each client; 0 for no limit
     * @param cors origins whose pages may read answers, separated by commas; blank for none, {@code *} for all
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
            check("b3.api.port", port, port >= 0 && port <= 65535, "0 to 65535");
            check("b3.api.rate-limit", rateLimit, rateLimit >= 0 && rateLimit <= 1_000_000, "0 to 1000000");
            cors = Set.copyOf(cors);
            for (String origin : cors) {
                check(
                        "b3.api.cors",
                        origin,
                        origin.equals("*") || origin.matches("https?://[^/,\\s]+"),
                        "origins such as https://example.org, or *");
            }
            Set<String> accepted = split(fromFile("b3.api.keys-file", keysFile, keys));
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
            return split(fromFile("b3.api.keys-file", keysFile, keys));
        }

        @Override
        public String toString() {
            return "Web[port=" + port + ", bind=" + bind + ", rateLimit=" + rateLimit + ", cors=" + cors + "]";
        }

        private static Set<String> split(String text) {
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

    private static void check(String name, Object value, boolean holds, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": expected " + allowed + ", saw \"" + value + "\"");
        }
    }

    private static String fromFile(String name, String file, String otherwise) {
        if (file.isBlank()) {
            return otherwise;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": expected a readable file, saw \"" + file + "\"", e);
        }
    }
}
