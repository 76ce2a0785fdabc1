package b3.sink;

import b3.schema.document.Reason;
import b3.sink.questdb.Ilp;
import b3.sink.questdb.Message;
import b3.sink.questdb.OutageException;
import b3.sink.questdb.Refusal;
import b3.sink.questdb.RefusedByDatabaseException;
import b3.sink.questdb.RefusedRowException;
import b3.sink.questdb.TableCreator;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings one batch of messages into QuestDB, whole, or says which messages the database will never take. Used by one
 * thread.
 */
final class Delivery implements AutoCloseable {

    /** The size at which a request is sent, even if it holds few messages. */
    private static final int REQUEST_BYTES = 16 * 1024 * 1024;

    private final Ilp ilp;
    private final TableCreator tables;
    private final int maxRefused;

    Delivery(Ilp ilp, TableCreator tables, int maxRefused) {
        this.ilp = ilp;
        this.tables = tables;
        this.maxRefused = maxRefused;
    }

    /**
     * Returns when QuestDB has acknowledged every message that is not refused.
     *
     * @return the messages that were refused for their data
     * @throws OutageException if the batch has to be tried again, all of it
     */
    List<Refusal> deliver(List<Message> messages) {
        tables.ready();
        ilp.reset();
        List<Refusal> refused = new ArrayList<>();
        List<Message> request = new ArrayList<>();
        for (Message message : messages) {
            add(message, request, refused);
            if (ilp.bytes() > REQUEST_BYTES) {
                send(request, refused);
                request.clear();
            }
        }
        send(request, refused);
        return refused;
    }

    private void add(Message message, List<Message> request, List<Refusal> refused) {
        try {
            ilp.add(message);
            request.add(message);
        } catch (RefusedRowException e) {
            refuse(Refusal.of(message.raw(), e.reason(), e), refused);
            refill(request);
        }
    }

    private void send(List<Message> request, List<Refusal> refused) {
        if (request.isEmpty()) {
            return;
        }
        try {
            flush();
        } catch (RefusedByDatabaseException e) {
            // a table with other columns than declared refuses every row, which is no fault of the data
            tables.ensure();
            isolate(request, refused);
        }
    }

    /** The server closes idle connections, and one that came back may have lost its tables: look, then send once more. */
    private void flush() {
        try {
            ilp.flush();
        } catch (OutageException e) {
            tables.ensure();
            ilp.flush();
        }
    }

    /** Sends the halves of a refused request on their own, down to the messages at fault. */
    private void isolate(List<Message> request, List<Refusal> refused) {
        refill(request);
        try {
            ilp.flush();
            return;
        } catch (RefusedByDatabaseException e) {
            if (request.size() == 1) {
                ilp.reset();
                refuse(Refusal.of(request.get(0).raw(), Reason.REFUSED_BY_DATABASE, e), refused);
                return;
            }
        }
        int half = request.size() / 2;
        isolate(request.subList(0, half), refused);
        isolate(request.subList(half, request.size()), refused);
    }

    private void refill(List<Message> request) {
        ilp.reset();
        request.forEach(ilp::add);
    }

    private void refuse(Refusal refusal, List<Refusal> refused) {
        refused.add(refusal);
        if (refused.size() > maxRefused) {
            throw new OutageException("more than " + maxRefused
                    + " records refused in one batch: the set-up is suspect, not the data; the last one: "
                    + refusal.detail());
        }
    }

    @Override
    public void close() {
        ilp.close();
    }
}
