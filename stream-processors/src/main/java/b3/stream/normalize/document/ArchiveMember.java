package b3.stream.normalize.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** One file of an {@link Archive}: its name and as many streams of its content as one likes. */
public final class ArchiveMember {

    /** Opens the content from its start. */
    interface Content {
        InputStream open() throws IOException;
    }

    private static final int SNIFFED = 512;
    private static final long UNKNOWN = -1;

    private final String name;
    private final Content content;
    private final UnpackBudget budget;
    private final long crc;

    private ArchiveMember(String name, Content content, UnpackBudget budget, long crc) {
        this.name = printable(name);
        this.content = content;
        this.budget = budget;
        this.crc = crc;
    }

    static ArchiveMember of(String name, Content content, UnpackBudget budget) {
        return new ArchiveMember(name, content, budget, UNKNOWN);
    }

    static ArchiveMember of(String name, Content content, UnpackBudget budget, ZipArchiveEntry entry) {
        return new ArchiveMember(name, content, budget, entry.getCrc());
    }

    /** The entry's name, for people and for ordering; never a path to write to. */
    public String name() {
        return name;
    }

    /**
     * The content from its start. Reading it throws {@link UnreadableDocumentException} where it is damaged or where the
     * document's budget ends, and never an {@link IOException}.
     */
    public InputStream open() {
        try {
            return new BufferedInputStream(new Checked(content.open()), 1 << 16);
        } catch (IOException e) {
            throw damaged(0, e);
        }
    }

    /** Up to {@code length} bytes from the start. */
    public byte[] head(int length) {
        try (InputStream in = open()) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it, if it is no longer than {@code limit}; {@link Reason#TOO_LARGE} otherwise. */
    public byte[] bytes(int limit) {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new UnreadableDocumentException(Reason.TOO_LARGE, name + ": longer than " + limit + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the content looks like, in a few words for a message. */
    public String glimpse() {
        String start = new String(head(SNIFFED), ISO_8859_1)
                .replaceFirst("^\\u00ef\\u00bb\\u00bf", "")
                .strip();
        if (start.isEmpty()) {
            return "nothing";
        }
        String lower = start.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.contains("<html")) {
            return "an HTML page";
        }
        return "\"" + printable(start.substring(0, Math.min(40, start.length()))) + "\"";
    }

    /** Whether the content begins as markup does: {@code <}, behind a byte order mark or blanks. */
    public boolean isMarkup() {
        return new String(head(SNIFFED), ISO_8859_1)
                .replaceFirst("^(?:\\u00ef\\u00bb\\u00bf|\\u00fe\\u00ff\\u0000|\\u00ff\\u00fe)", "")
                .stripLeading()
                .startsWith("<");
    }

    static String printable(String text) {
        String shown = text.length() <= 120 ? text : text.substring(0, 120) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private UnreadableDocumentException damaged(long read, IOException e) {
        return new UnreadableDocumentException(
                Reason.UNREADABLE_DOCUMENT,
                name + ": damaged or truncated after " + read + " bytes: " + e.getMessage());
    }

    /** Counts against the budget and compares the checksum at the end. */
    private final class Checked extends FilterInputStream {

        private final CRC32 seen = new CRC32();
        private long read;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    read += count;
                    budget.spend(count);
                    seen.update(buffer, offset, count);
                } else if (count < 0 && crc != UNKNOWN && crc != seen.getValue()) {
                    throw new IOException("the checksum does not match");
                }
                return count;
            } catch (IOException e) {
                throw damaged(read, e);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
