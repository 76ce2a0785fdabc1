package b3.stream.normalize.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Topic;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The files inside a document, whatever it is wrapped in: zip, zip in zip, gzip, a self-extracting {@code .ex_} (a zip
 * behind a program, opened by its central directory and never run), or nothing at all. The kind is recognized by
 * content, not by name. Nothing is written to disk and no entry's path is used as one.
 *
 * <p>A hostile document stops early: what may be unpacked in total, how many times the document's own size that may be,
 * entries and nesting are bounded by {@link Limits}. Files are read as streams; only a zip inside a zip is held in memory,
 * packed. A checksum that does not match is a damaged document.
 */
public final class Archive {

    /**
     * How far a document is followed.
     *
     * @param maxBytes most bytes unpacked in total, all levels together; beyond is {@link Reason#TOO_LARGE}
     * @param maxRatio most bytes unpacked per byte of the document; beyond is {@link Reason#UNSAFE_DOCUMENT}
     * @param freeBytes bytes that may be unpacked whatever the ratio
     * @param maxPackedBytes most bytes of archives inside the archive, held in memory
     * @param maxEntries most entries, all levels together
     * @param maxNesting most archives inside one another
     */
    public record Limits(
            long maxBytes, int maxRatio, long freeBytes, int maxPackedBytes, int maxEntries, int maxNesting) {

        /** 1 GiB, 200 times (the price report packs 65 times), 64 MiB, 128 MiB, 1000 entries, 3 levels. */
        public static final Limits DEFAULT = new Limits(1L << 30, 200, 64L << 20, Topic.MAX_DOCUMENT_BYTES, 1000, 3);
    }

    private static final int ZIP_ENTRY = 0x504b0304;
    private static final int ZIP_DIRECTORY_ENTRY = 0x504b0102;
    private static final int ZIP_DIRECTORY_END = 0x504b0506;
    private static final int ZIP_END_LENGTH = 22;

    private final Limits limits;
    private final UnpackBudget budget;
    private final List<ArchiveMember> members = new ArrayList<>();
    private long packedBytes;

    private Archive(byte[] document, Limits limits) {
        this.limits = limits;
        this.budget = new UnpackBudget(document.length, limits);
        unwrap("document", document, 0);
    }

    /** Opens a document within {@link Limits#DEFAULT}. */
    public static Archive open(byte[] document) {
        return open(document, Limits.DEFAULT);
    }

    /**
     * Opens a document.
     *
     * @throws UnreadableDocumentException if it is empty, truncated, damaged or beyond the limits
     */
    public static Archive open(byte[] document, Limits limits) {
        if (document.length == 0) {
            throw unreadable("expected a document, saw 0 bytes");
        }
        Archive archive = new Archive(document, limits);
        if (archive.members.isEmpty()) {
            throw unreadable("the archive of " + document.length + " bytes holds no entry");
        }
        return archive;
    }

    /** Every file, in the archive's order, archives inside the archive opened in their place; at least one. */
    public List<ArchiveMember> members() {
        return Collections.unmodifiableList(members);
    }

    private void unwrap(String name, byte[] bytes, int depth) {
        if (isZip(bytes)) {
            unwrapZip(name, bytes, depth + 1);
        } else if (isGzip(bytes)) {
            unpack(
                    ArchiveMember.of(name, () -> new GZIPInputStream(new ByteArrayInputStream(bytes)), budget),
                    depth + 1);
        } else {
            members.add(ArchiveMember.of(name, () -> new ByteArrayInputStream(bytes), budget));
        }
    }

    private void unwrapZip(String name, byte[] bytes, int depth) {
        checkDepth(name, depth);
        checkEntries(bytes);
        try {
            ZipFile zip = ZipFile.builder().setByteArray(bytes).get();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                budget.declare(entry.getSize());
                if (!entry.isDirectory()) {
                    if (!zip.canReadEntryData(entry)) {
                        throw unreadable(ArchiveMember.printable(entry.getName()) + ": encrypted, or packed by method "
                                + entry.getMethod());
                    }
                    unpack(ArchiveMember.of(entry.getName(), () -> zip.getInputStream(entry), budget, entry), depth);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(name + ": a zip of " + bytes.length + " bytes whose directory cannot be read (truncated?)"
                    + firstEntry(bytes) + ": " + e.getMessage());
        }
    }

    /** Takes a file as it is, or opens it where it is an archive itself. */
    private void unpack(ArchiveMember member, int depth) {
        byte[] head = member.head(4);
        if (isGzip(head)) {
            checkDepth(member.name(), depth + 1);
            unpack(ArchiveMember.of(member.name(), () -> new GZIPInputStream(member.open()), budget), depth + 1);
        } else if (startsAsZip(head) || isProgram(head)) {
            byte[] packed = member.bytes(limits.maxPackedBytes());
            packedBytes += packed.length;
            if (packedBytes > limits.maxPackedBytes()) {
                throw new UnreadableDocumentException(
                        Reason.TOO_LARGE, "archives inside the archive exceed " + limits.maxPackedBytes() + " bytes");
            }
            unwrap(member.name(), packed, depth);
        } else {
            members.add(member);
        }
    }

    private void checkDepth(String name, int depth) {
        if (depth > limits.maxNesting()) {
            throw new UnreadableDocumentException(
                    Reason.UNSAFE_DOCUMENT, name + ": archives nested more than " + limits.maxNesting() + " deep");
        }
    }

    /** Counts the directory before anything is allocated for it. */
    private void checkEntries(byte[] zip) {
        int entries = 0;
        for (int i = 0; i + 4 <= zip.length; i++) {
            if (zip[i] == 'P' && int32(zip, i) == ZIP_DIRECTORY_ENTRY && ++entries > limits.maxEntries()) {
                throw new UnreadableDocumentException(
                        Reason.UNSAFE_DOCUMENT, "more than " + limits.maxEntries() + " entries");
            }
        }
        if (members.size() + entries > limits.maxEntries()) {
            throw new UnreadableDocumentException(
                    Reason.UNSAFE_DOCUMENT, "more than " + limits.maxEntries() + " entries");
        }
    }

    private static boolean isZip(byte[] bytes) {
        return startsAsZip(bytes) || hasDirectoryEnd(bytes);
    }

    private static boolean startsAsZip(byte[] bytes) {
        return bytes.length >= 4 && (int32(bytes, 0) == ZIP_ENTRY || int32(bytes, 0) == ZIP_DIRECTORY_END);
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static boolean isProgram(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 'M' && bytes[1] == 'Z';
    }

    /** Whether the bytes end as a zip does, whatever they begin with. */
    private static boolean hasDirectoryEnd(byte[] bytes) {
        int last = bytes.length - ZIP_END_LENGTH;
        for (int i = last; i >= 0 && i >= last - 0xffff; i--) {
            if (bytes[i] == 'P' && int32(bytes, i) == ZIP_DIRECTORY_END) {
                int comment = (bytes[i + 20] & 0xff) | (bytes[i + 21] & 0xff) << 8;
                if (i + ZIP_END_LENGTH + comment == bytes.length) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String firstEntry(byte[] zip) {
        if (zip.length < 30 || int32(zip, 0) != ZIP_ENTRY) {
            return "";
        }
        int length = Math.min((zip[26] & 0xff) | (zip[27] & 0xff) << 8, zip.length - 30);
        String name = new String(zip, 30, length, UTF_8);
        return ", first entry " + ArchiveMember.printable(name);
    }

    private static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
