package b3.stack.up;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints every ten seconds that the stack still waits for its first rows. */
final class Progress implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(PrintWriter out, boolean live) {
        String what = live ? "waiting for the sources' first document" : "waiting for the first rows";
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    out.println(what);
                    out.flush();
                },
                10,
                10,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
