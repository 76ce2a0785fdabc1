package b3.stream.normalize.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Zips of far more zeros than anyone would unpack, made without unpacking them either: one deflated mebibyte, ended by a
 * full flush, is repeated.
 */
public final class Bomb {

    private static final int MEBIBYTE = 1 << 20;

    private Bomb() {}

    /** A zip with one file of so many mebibytes of zeros. */
    public static byte[] ofZeros(int mebibytes) {
        byte[] one = deflatedMebibyte();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < mebibytes; i++) {
            packed.writeBytes(one);
        }
        packed.writeBytes(new byte[] {3, 0});
        ZipArchiveEntry entry = new ZipArchiveEntry("zeros.xml");
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setSize((long) mebibytes * MEBIBYTE);
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

    private static byte[] deflatedMebibyte() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(new byte[MEBIBYTE]);
            byte[] out = new byte[MEBIBYTE];
            int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
            return java.util.Arrays.copyOf(out, length);
        } finally {
            deflater.end();
        }
    }
}
