package b3.stream.normalize.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Documents packed as the exchange packs them. */
public final class Packed {

    private Packed() {}

    /** A zip of one file. */
    public static byte[] zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    /** A zip of two files, in this order. */
    public static byte[] zip(String first, byte[] content, String second, byte[] more) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(first, content);
        files.put(second, more);
        return zip(files);
    }

    /** A zip of files; a name that ends in a slash is a directory. */
    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A gzip file. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
