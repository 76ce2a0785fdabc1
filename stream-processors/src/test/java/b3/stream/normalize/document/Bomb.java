package b3.stream.normalize.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Zips of far more than anyone would unpack, made without unpacking them either: one deflated mebibyte, ended by a
 * full flush, is repeated.
 */
public final class Bomb {

    private static final int MEBIBYTE = 1 << 20;

    private Bomb() {}

    /** A zip with one file of so many mebibytes of zeros, as its directory says. */
    public static byte[] ofZeros(int mebibytes) {
        return zip(new byte[0], (byte) 0, mebibytes, (long) mebibytes * MEBIBYTE);
    }

    /** A zip with one file that starts like this and goes on with so many mebibytes of blanks that its directory hides. */
    public static byte[] thatLies(byte[] start, int mebibytes) {
        return zip(start, (byte) ' ', mebibytes, start.length);
    }

    private static byte[] zip(byte[] start, byte filler, int mebibytes, long declared) {
        byte[] one = new byte[MEBIBYTE];
        Arrays.fill(one, filler);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(deflated(start));
        byte[] repeated = deflated(one);
        for (int i = 0; i < mebibytes; i++) {
            packed.writeBytes(repeated);
        }
        packed.writeBytes(new byte[] {3, 0});
        ZipArchiveEntry entry = new ZipArchiveEntry("filler.xml");
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setSize(declared);
        entry.setCompressedSize(packed.size());
        entry.setCrc(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            byte[] out = new byte[content.length + 1024];
            int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }
}
