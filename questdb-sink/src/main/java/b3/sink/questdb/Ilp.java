package b3.sink.questdb;

import b3.program.QuestDbSettings;
import b3.schema.document.Reason;
import io.questdb.client.Sender;
import io.questdb.client.cutlass.http.client.HttpClientException;
import io.questdb.client.cutlass.line.LineSenderException;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows on their way to QuestDB: one buffer, sent as one request by a flush, with the InfluxDB line protocol over HTTP.
 * QuestDB takes all rows of a request or none. Not thread-safe.
 */
public final class Ilp implements AutoCloseable {

    private static final int INITIAL_BYTES = 4 * 1024 * 1024;
    private static final int MAX_BYTES = 128 * 1024 * 1024;
    /** The client ends its message with the status of the answer; what the server said comes before it. */
    private static final Pattern STATUS = Pattern.compile(".*\\[http-status=(\\d{3})[^\\[]*]", Pattern.DOTALL);

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final Sender sender;
    private final Row row;
    private final String address;

    public Ilp(QuestDbSettings database, Clock clock) {
        address = "http://" + database.http();
        // version 2 is what 9.x speaks; asking the server for it would fail here when it is down
        Sender.LineSenderBuilder builder = Sender.builder(Sender.Transport.HTTP)
                .address(database.http())
                .protocolVersion(Sender.PROTOCOL_VERSION_V2)
                .disableAutoFlush()
                .bufferCapacity(INITIAL_BYTES)
                .maxBufferCapacity(MAX_BYTES)
                .retryTimeoutMillis(0)
                .httpTimeoutMillis(Math.toIntExact(database.timeout().toMillis()));
        database.login().ifPresent(login -> builder.httpUsernamePassword(login.user(), login.password()));
        sender = builder.build();
        row = new Row(sender, clock);
    }

    /**
     * Adds the rows of one message. When it throws, the buffer may hold a part of them: reset it.
     *
     * @throws RefusedRowException if the message's own data can be no row, or too many; nothing is sent here
     */
    public void add(Message message) {
        try {
            message.writer().accept(row);
        } catch (HttpClientException e) {
            throw new RefusedRowException(Reason.TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    /** Size of what has been added. */
    public int bytes() {
        return sender.bufferView().size();
    }

    /**
     * Sends what has been added; returns when QuestDB has acknowledged it, and the buffer is empty then. When it throws,
     * the buffer is as before.
     *
     * @throws RefusedByDatabaseException if the request's data are at fault: status 400 or 413
     * @throws OutageException for everything else: no connection, no answer, 5xx, a refused login
     */
    public void flush() {
        try {
            sender.flush();
        } catch (LineSenderException e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            Matcher status = STATUS.matcher(message);
            int code = status.matches() ? Integer.parseInt(status.group(1)) : 0;
            if (code == BAD_REQUEST || code == TOO_LARGE) {
                throw new RefusedByDatabaseException(message);
            }
            throw new OutageException("no rows into " + address, e);
        }
    }

    /** Forgets what has been added. */
    public void reset() {
        sender.cancelRow();
        sender.reset();
    }

    @Override
    public void close() {
        sender.close();
    }
}
