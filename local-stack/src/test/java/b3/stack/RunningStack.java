package b3.stack;

import b3.schema.Json;
import b3.stack.access.Logs;
import b3.stack.access.StackOptions;
import b3.stack.up.LocalQuestDb;
import b3.stack.up.LocalStack;
import b3.stack.up.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A stack on free ports with a folder of its own, and its commands and API as a user meets them. */
public final class RunningStack implements AutoCloseable {

    /** What a command printed and how it ended. */
    public record Ended(int exitCode, List<JsonNode> lines, String errors) {}

    /** What the API answered. */
    public record Answer(int status, JsonNode body) {}

    /** Where the stack listens and keeps its data. */
    public final StackOptions options = new StackOptions();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalStack stack;

    /** A stack with collectors that ask the demo exchange. */
    public RunningStack(Path dir) throws Exception {
        this(dir, "");
    }

    /** A stack with collectors, and with a browser if its path is not empty. */
    public RunningStack(Path dir, String browser) throws Exception {
        this(dir, browser, true);
    }

    private RunningStack(Path dir, String browser, boolean collecting) throws Exception {
        options.browser = browser;
        options.dataDir = dir;
        options.apiPort = Ports.free();
        options.kafkaPort = Ports.free();
        options.questDbHttpPort = Ports.free();
        options.questDbPgPort = Ports.free();
        Logs.to(dir.resolve("b3.log"));
        stack = new LocalStack(options);
        if (collecting) {
            stack.collect(false);
        }
    }

    /** Returns a stack without collectors, which has only what is imported. */
    public static RunningStack withoutCollectors(Path dir) throws Exception {
        return new RunningStack(dir, "", false);
    }

    /** Returns the database, so that a test can stop and restart it. */
    public LocalQuestDb database() {
        return stack.database();
    }

    /** Runs a command on this stack and returns how it ended. */
    public Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--data-dir", options.dataDir.toString(),
                "--port", "" + options.apiPort,
                "--kafka-port", "" + options.kafkaPort,
                "--questdb-http-port", "" + options.questDbHttpPort,
                "--questdb-pg-port", "" + options.questDbPgPort));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commandLine =
                B3.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
        int exitCode = commandLine.execute(all.toArray(String[]::new));
        return new Ended(
                exitCode, out.toString().lines().map(Json.MAPPER::readTree).toList(), errors.toString());
    }

    /** Asks the API and returns its answer. */
    public Answer get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(options.apiUrl() + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    }

    /** Returns the rows of an answer of the API, which must succeed. */
    public JsonNode rows(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body().path("data");
    }

    @Override
    public void close() {
        stack.close();
    }
}
