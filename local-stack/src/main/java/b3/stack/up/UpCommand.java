package b3.stack.up;

import b3.schema.Datasets;
import b3.stack.access.ApiClient;
import b3.stack.access.Logs;
import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole system until it is told to stop. */
@Command(name = "up")
public final class UpCommand implements Callable<Integer> {

    private static final long NEEDED_BYTES = 2L * 1024 * 1024 * 1024;

    @Mixin
    StackOptions options = new StackOptions();

    @Option(names = "--live")
    boolean live;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        checkPorts();
        Path data = checkDataDir();
        Logs.to(data.resolve("b3.log"));
        LocalStack.check(options);
        try (FileChannel channel = lock(data)) {
            CountDownLatch stop = new CountDownLatch(1);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stop.countDown();
                try {
                    stopped.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            out.println("starting Kafka, QuestDB and the four programs; data in " + data + ", log in "
                    + data.resolve("b3.log"));
            out.flush();
            try (LocalStack stack = new LocalStack(options)) {
                stack.collect(live);
                if (awaitRows(out, stop)) {
                    out.println("READY " + options.apiUrl());
                    out.flush();
                }
                stop.await();
                out.println("stopping");
                out.flush();
            } finally {
                stopped.countDown();
            }
            return channel.isOpen() ? 0 : 1;
        }
    }

    private void checkPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--port", options.apiPort);
        ports.put("--kafka-port", options.kafkaPort);
        ports.put("--questdb-http-port", options.questDbHttpPort);
        ports.put("--questdb-pg-port", options.questDbPgPort);
        Map<Integer, String> seen = new LinkedHashMap<>();
        ports.forEach((option, port) -> {
            if (port < 1 || port > 65535) {
                throw new UsageException(option + " " + port + " is not a port; expected 1 to 65535");
            }
            String other = seen.put(port, option);
            if (other != null) {
                throw new UsageException("port " + port + " is given twice: " + other + " and " + option);
            }
            if (!Ports.isFree(port)) {
                throw new UsageException("port " + port + " is in use; choose another port with " + option);
            }
        });
    }

    private Path checkDataDir() {
        Path data = options.dataDir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(data);
            long usable = Files.getFileStore(data).getUsableSpace();
            if (usable < NEEDED_BYTES) {
                throw new UsageException("the disk at " + data + " has " + usable / (1024 * 1024)
                        + " MiB free and 2048 MiB are needed; choose another folder with --data-dir");
            }
            return data;
        } catch (IOException e) {
            throw new UsageException("cannot use " + data + " as data directory: " + e);
        }
    }

    private static FileChannel lock(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new UsageException("another stack runs on " + data + "; choose another folder with --data-dir");
        }
        return channel;
    }

    /**
     * Waits until the API answers with a row, which was then fetched, normalized, written and read, and until it has
     * answered the request that asks the most, so that the first caller need not wait for that.
     */
    private boolean awaitRows(PrintWriter out, CountDownLatch stop) throws InterruptedException {
        ApiClient api = new ApiClient(options.apiUrl(), System.getenv());
        try (var ignored = new Progress(out, live)) {
            while (!stop.await(600, TimeUnit.MILLISECONDS)) {
                boolean rows = api.find(Datasets.ADJUSTMENTS.path() + "?limit=1")
                        .filter(answer -> !answer.path("data").isEmpty())
                        .isPresent();
                if (rows && api.find("/overview").isPresent()) {
                    return true;
                }
            }
            return false;
        }
    }
}
