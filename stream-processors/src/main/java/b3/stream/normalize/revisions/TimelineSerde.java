package b3.stream.normalize.revisions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Timelines as bytes: about 70 a statement, for a store that holds one of every key of ten years. After a version byte
 * come session, time, revision, the published steps and the statements, each with its source, flags, milliseconds of knowledge, identity of its document,
 * reader and, unless the flags say that it has none, fingerprint.
 */
public final class TimelineSerde {

    private static final byte VERSION = 1;
    private static final int IDENTITY_BYTES = 16;

    private static final int PRELIMINARY = 1;
    private static final int WITHDRAWS = 2;
    private static final int RETRACTED = 4;

    private TimelineSerde() {}

    /** The serializer of the store of timelines. */
    public static Serde<Timeline> serde() {
        return Serdes.serdeFrom(
                (topic, timeline) -> timeline == null ? null : bytes(timeline),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    static byte[] bytes(Timeline timeline) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(Math.toIntExact(timeline.session().toEpochDay()));
            out.writeLong(timeline.ts().toEpochMilli());
            out.writeLong(timeline.revision());
            out.writeInt(timeline.steps().size());
            for (Instant step : timeline.steps()) {
                out.writeLong(step.toEpochMilli());
            }
            out.writeInt(timeline.statements().size());
            for (Statement statement : timeline.statements()) {
                write(statement, out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Timeline read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("expected a timeline of version " + VERSION + ", saw " + version);
            }
            LocalDate session = LocalDate.ofEpochDay(in.readInt());
            Instant ts = Instant.ofEpochMilli(in.readLong());
            long revision = in.readLong();
            int published = in.readInt();
            List<Instant> steps = new ArrayList<>(published);
            for (int i = 0; i < published; i++) {
                steps.add(Instant.ofEpochMilli(in.readLong()));
            }
            int count = in.readInt();
            List<Statement> statements = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                statements.add(statement(in));
            }
            return new Timeline(session, ts, revision, steps, statements);
        } catch (IOException e) {
            throw new UncheckedIOException("a timeline is cut off", e);
        }
    }

    private static void write(Statement statement, DataOutputStream out) throws IOException {
        String content = statement.content();
        int flags = statement.preliminary() ? PRELIMINARY : 0;
        flags |= content == null ? WITHDRAWS : 0;
        flags |= statement.isRetracted() ? RETRACTED : 0;
        out.writeUTF(statement.source());
        out.writeByte(flags);
        out.writeLong(statement.knownAt().toEpochMilli());
        out.write(HexFormat.of().parseHex(statement.document()));
        out.writeInt(statement.reader());
        if (content != null && !statement.isRetracted()) {
            out.write(HexFormat.of().parseHex(content));
        }
    }

    private static Statement statement(DataInputStream in) throws IOException {
        String source = in.readUTF();
        int flags = in.readByte();
        Instant knownAt = Instant.ofEpochMilli(in.readLong());
        String document = identity(in);
        int reader = in.readInt();
        return new Statement(source, (flags & PRELIMINARY) != 0, knownAt, document, reader, content(flags, in));
    }

    private static @Nullable String content(int flags, DataInputStream in) throws IOException {
        if ((flags & WITHDRAWS) != 0) {
            return null;
        }
        return (flags & RETRACTED) != 0 ? Statement.RETRACTED : identity(in);
    }

    private static String identity(DataInputStream in) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(IDENTITY_BYTES));
    }
}
