package b3.stream.normalize.revisions;

import b3.schema.Sha256;

/** Half a SHA-256, 32 hexadecimal digits: enough to tell any two contents apart, and half as large in the stores. */
final class Fingerprint {

    private static final int DIGITS = 32;

    private Fingerprint() {}

    static String of(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, DIGITS);
    }
}
