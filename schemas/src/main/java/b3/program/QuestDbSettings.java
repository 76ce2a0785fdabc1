package b3.program;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database: the settings {@code b3.questdb.*} of every program that uses it. User and password are given together, or
 * neither.
 *
 * @param http {@code B3_QUESTDB_HTTP}: {@code host:port} of ILP over HTTP
 * @param pg {@code B3_QUESTDB_PG}: {@code host:port} of the PostgreSQL wire protocol
 * @param user {@code B3_QUESTDB_USER}: who logs in; blank for none
 * @param userFile {@code B3_QUESTDB_USER_FILE}: file with the user, wins over {@code user}; blank for none
 * @param password {@code B3_QUESTDB_PASSWORD}: the user's password; blank for none
 * @param passwordFile {@code B3_QUESTDB_PASSWORD_FILE}: file with the password, wins over {@code password}; blank for none
 * @param timeout {@code B3_QUESTDB_TIMEOUT}: how long one request that writes may take
 */
public record QuestDbSettings(
        @DefaultValue("127.0.0.1:9000") String http,
        @DefaultValue("127.0.0.1:8812") String pg,
        @DefaultValue("") String user,
        @DefaultValue("") String userFile,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("30s") Duration timeout) {

    private static final String HOST_PORT = "[^:/?#\\s]+:\\d{1,5}";

    /** The login that QuestDB has on the PostgreSQL wire unless it is given another one. */
    private static final Login OF_QUESTDB = new Login("admin", "quest");

    /**
     * Who logs in.
     *
     * @param user name of the user
     * @param password the user's password, which nothing prints
     */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    public QuestDbSettings {
        Setting.check("b3.questdb.http", http, http.matches(HOST_PORT), "host:port");
        Setting.check("b3.questdb.pg", pg, pg.matches(HOST_PORT), "host:port");
        Setting.check("b3.questdb.timeout", timeout, timeout.toSeconds() >= 1, "1s or more");
        boolean hasUser = secretUser(user, userFile).content().isPresent();
        boolean hasPassword = secretPassword(password, passwordFile).content().isPresent();
        Setting.check(
                "b3.questdb.user, b3.questdb.password",
                hasUser ? "a user alone" : "a password alone",
                hasUser == hasPassword,
                "both or neither");
    }

    /** The login over HTTP, from the files if there are some; empty: there is none. */
    public Optional<Login> login() {
        return secretUser(user, userFile).content().flatMap(name -> secretPassword(password, passwordFile)
                .content()
                .map(word -> new Login(name, word)));
    }

    /** The login over the PostgreSQL wire, which always wants one: QuestDB's own unless there is another. */
    public Login pgLogin() {
        return login().orElse(OF_QUESTDB);
    }

    /** Address for JDBC. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + pg + "/qdb";
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "QuestDbSettings[http=" + http + ", pg=" + pg + ", timeout=" + timeout + "]";
    }

    private static Secret secretUser(String user, String userFile) {
        return Secret.of("b3.questdb.user", user, userFile);
    }

    private static Secret secretPassword(String password, String passwordFile) {
        return Secret.of("b3.questdb.password", password, passwordFile);
    }
}
