package b3.collector.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Undoes the compression that a server or a proxy applies unasked, because what is published is the document itself. It
 * is done by hand because the JDK's client decodes nothing and Spring's decoding does not limit the size.
 */
final class ContentCoding {

    private ContentCoding() {}

    /**
     * Returns the document.
     *
     * @param coding the header Content-Encoding; empty when there is none
     * @param limit most bytes that the document may have
     * @throws LimitedBody.TooLargeException if it has more
     * @throws IOException if the body is cut off or damaged, or the coding is not known
     */
    static byte[] decode(String coding, byte[] body, int limit) throws IOException {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> body.length == 0 ? body : gunzip(body, limit);
            default -> throw new IOException("expected no Content-Encoding, saw " + coding);
        };
    }

    private static byte[] gunzip(byte[] body, int limit) throws IOException {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] document = unzipped.readNBytes(limit);
            if (unzipped.read() >= 0) {
                throw new LimitedBody.TooLargeException(limit);
            }
            return document;
        }
    }
}
