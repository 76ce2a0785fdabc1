package b3.stack.access;

import b3.program.Secret;
import b3.schema.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Asks the query API as any caller does: with a key if the API demands one, and no faster than it allows. */
public final class ApiClient {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final String url;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * A client that sends the first of the keys which the API accepts.
     *
     * @param url the address of the API
     * @param environment the variables, among them {@code B3_API_KEYS} or {@code B3_API_KEYS_FILE} if the API demands a key
     */
    public ApiClient(String url, Map<String, String> environment) {
        this.url = url.replaceAll("/+$", "");
        String keys = environment.getOrDefault("B3_API_KEYS", "");
        String file = environment.getOrDefault("B3_API_KEYS_FILE", "");
        try {
            this.key = Secret.of("b3.api.keys", keys, file).content().orElse("").split("[,\\s]+", 2)[0];
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the answer to a path with its query. */
    public JsonNode get(String path) throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        while (true) {
            HttpResponse<byte[]> answer = ask(path);
            if (answer.statusCode() == OK) {
                return Json.MAPPER.readTree(answer.body());
            }
            if (answer.statusCode() == UNAUTHORIZED) {
                throw new UsageException(
                        "the API at " + url + " demands one of its keys; set B3_API_KEYS or B3_API_KEYS_FILE");
            }
            if (answer.statusCode() != TOO_MANY) {
                throw new UsageException(
                        "the API answers " + path + " with " + answer.statusCode() + " " + Json.utf8(answer.body()));
            }
            long wait = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            pause.await(wait, TimeUnit.SECONDS);
        }
    }

    /** Returns the answer to a path with its query; empty while the API does not listen or has none yet. */
    public Optional<JsonNode> find(String path) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = send(path);
            return answer.statusCode() == OK ? Optional.of(Json.MAPPER.readTree(answer.body())) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private HttpResponse<byte[]> ask(String path) throws InterruptedException {
        try {
            return send(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("no API answers at " + url + " (" + e + "); is the stack up, and on this --port?");
        }
    }

    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
