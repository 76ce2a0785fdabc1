package b3.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.LoggedFaults;
import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;

/** A client's mistake is answered normally or with a problem, never as a fault of ours, and leaves no stack trace. */
class HostileIT {

    private static final List<String> ROUTES = List.of(
            "/",
            "/adjustments",
            "/option-chain/DOL",
            "/gamma-levels",
            "/overview",
            "/datasets",
            "/datasets/adjustments",
            "/health",
            "/metrics",
            "/openapi.json",
            "/openapi.json/swagger-config",
            "/docs",
            "/swagger-ui/index.html",
            "/swagger-ui/swagger-initializer.js",
            "/favicon.ico",
            "/ultimo-dado",
            "/status",
            "/ajustes_b3.csv",
            "/nothing");

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        // without heartbeats, which would be old ones: the programs would not be well, and /health a 503
        Datasets.ALL.stream()
                .filter(dataset -> !dataset.equals(Datasets.HEARTBEATS))
                .forEach(dataset -> api.sample(dataset));
        api.settle();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ;",
                "Accept:",
                "Accept: ,",
                "Accept: /",
                "Accept: */json",
                "Accept: json",
                "Accept: text/csv;q=x",
                "Accept: text/csv;q=5",
                "Accept: text/csv;=",
                "Accept: text/csv;header=\"",
                "Accept: application/json;q=0",
                "Accept: a/b\u0001",
                "Accept: a/b\r\nAccept: ;",
                "Accept-Encoding: ;",
                "Accept-Encoding: ,",
                "Accept-Encoding: gzip;q=x",
                "Accept-Encoding: gzip;q=0, *;q=",
                "Accept-Language: ;;,,q=",
                "Accept-Charset: ;",
                "Authorization: Bearer",
                "Authorization: ;",
                "X-API-Key:",
                "Content-Type: ;",
                "Content-Type: application/json;charset=nonsense",
                "Cookie: ;=;,",
                "Forwarded: for=;proto=",
                "If-Modified-Since: yesterday",
                "If-None-Match: ;",
                "If-None-Match: \"",
                "If-None-Match: W/",
                "If-None-Match: ,*,",
                "If-Match: ;",
                "If-Unmodified-Since: x",
                "Origin: ;",
                "Origin: %%%",
                "Origin: http://[",
                "Origin: http://a:b:c",
                "Origin: null",
                "Range: bytes=",
                "Range: bytes=9-1,x",
                "X-Forwarded-Host: :::",
                "X-Forwarded-Port: many",
                "X-Forwarded-Prefix: %zz",
                "X-Forwarded-Proto: ;",
                "x-correlation-id: \u0001",
                "No Colon",
                ": no name",
            })
    void answersAHostileHeader(String header) throws IOException {
        try (LoggedFaults log = LoggedFaults.listen()) {
            for (String route : ROUTES) {
                assertAnswered("GET " + route + " HTTP/1.1\r\n" + header);
                assertAnswered("HEAD " + route + " HTTP/1.1\r\n" + header);
                assertAnswered("OPTIONS " + route + " HTTP/1.1\r\nAccess-Control-Request-Method: ;\r\n" + header);
            }
            assertThat(log.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%zz",
                "%",
                "a=%",
                "%ff=%fe",
                "a=%00",
                "=",
                "&&&",
                "a=%C3%28",
                "format=%zz",
                "{a}",
                "a[]=1",
                "detailed=%zz",
                "limit=%00"
            })
    void answersAHostileQueryString(String query) throws IOException {
        try (LoggedFaults log = LoggedFaults.listen()) {
            for (String route : ROUTES) {
                assertAnswered("GET " + route + "?" + query + " HTTP/1.1");
                assertAnswered("POST " + route + "?" + query + " HTTP/1.1");
            }
            assertThat(log.faults()).isEmpty();
        }
    }

    @Test
    void answersTooManyParameters() throws IOException {
        try (LoggedFaults log = LoggedFaults.listen()) {
            for (String route : ROUTES) {
                assertAnswered("GET " + route + "?" + "a=1&".repeat(200) + " HTTP/1.1");
            }
            assertThat(log.faults()).isEmpty();
        }
        assertThat(api.get("/docs?" + "a=1&".repeat(200)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ";a=%zz", ";%", "/%2e%2e", "/..", "%2f", "/%00", "/{x}", "//", "/%C3%28", "\\"})
    void answersAHostilePath(String end) throws IOException {
        try (LoggedFaults log = LoggedFaults.listen()) {
            for (String route : ROUTES) {
                assertAnswered("GET " + route + end + " HTTP/1.1");
            }
            assertThat(log.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "get", "DELETE", "PUT", "PATCH", "POST"})
    void answersAnyMethod(String method) throws IOException {
        try (LoggedFaults log = LoggedFaults.listen()) {
            for (String route : ROUTES) {
                assertAnswered(method + " " + route + " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded"
                        + "\r\nContent-Length: 0");
            }
            assertThat(log.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/adjustments?%zz", "/docs?%zz", "/docs?=", "/status;a=%zz"})
    void refusesWhatCannotBeDecoded(String path) throws IOException {
        assertThat(api.raw("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:b3-streams:problem:bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/adjustments", "/health"})
    void refusesAMalformedAcceptWhereverThereIsAChoice(String path) throws IOException {
        assertThat(api.raw("GET " + path + " HTTP/1.1\r\nAccept: ;"))
                .startsWith("HTTP/1.1 406 ")
                .contains("urn:b3-streams:problem:not-acceptable");
    }

    /** More answers than the sockets hold are on their way when the client resets the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/swagger-ui/swagger-ui-bundle.js"})
    void saysNothingOfAClientThatGoesAway(String route) throws IOException {
        Logger debugged = (Logger) LoggerFactory.getLogger("b3.api.ApiErrors");
        Level level = debugged.getLevel();
        debugged.setLevel(Level.DEBUG);
        try (LoggedFaults log = LoggedFaults.listen()) {
            try (Socket socket = new Socket(api.uri("/").getHost(), api.uri("/").getPort())) {
                socket.setSoLinger(true, 0);
                String request = "GET " + route + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                socket.getOutputStream().write(request.repeat(1_000).getBytes(UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            Awaitility.await().until(() -> busyThreads() == 0);
            assertThat(log.messages()).anyMatch(message -> message.startsWith("Looks like the client has gone away"));
            assertThat(log.faults()).isEmpty();
        } finally {
            debugged.setLevel(level);
        }
    }

    private static int busyThreads() {
        var context = (ServletWebServerApplicationContext) api.context();
        var server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        var executor = server.getTomcat().getConnector().getProtocolHandler().getExecutor();
        return ((ThreadPoolExecutor) executor).getActiveCount();
    }

    private static void assertAnswered(String request) throws IOException {
        String answer = api.raw(request);
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 [234].*");
        int end = answer.indexOf("\r\n\r\n");
        String body = answer.substring(end + 4).replaceAll("(?s)^[0-9a-f]+\r\n|\r\n0\r\n.*$", "");
        if (answer.startsWith("HTTP/1.1 4")) {
            assertThat(answer.substring(0, end))
                    .as(request)
                    .containsIgnoringCase("content-type: application/problem+json");
            if (!request.startsWith("HEAD ")) {
                JsonNode problem = Json.MAPPER.readTree(body);
                assertThat(problem.get("correlationId").asString()).as(request).isNotBlank();
            }
        }
    }
}
