package b3.stream.normalize.document;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;

/** How much of one document may still be unpacked, all its files and levels together. */
final class UnpackBudget {

    private final long limit;
    private final UnreadableDocumentException beyond;
    private long declared;
    private long spent;

    UnpackBudget(long documentBytes, Archive.Limits limits) {
        long byRatio = Math.max(limits.freeBytes(), documentBytes * limits.maxRatio());
        boolean ratioFirst = byRatio < limits.maxBytes();
        this.limit = ratioFirst ? byRatio : limits.maxBytes();
        this.beyond = ratioFirst
                ? new UnreadableDocumentException(
                        Reason.UNSAFE_DOCUMENT,
                        "the document's " + documentBytes + " bytes unpack to more than " + byRatio)
                : new UnreadableDocumentException(
                        Reason.TOO_LARGE, "the document unpacks to more than " + limits.maxBytes() + " bytes");
    }

    /** Accounts for bytes that a directory promises: who promises too many is not even opened. */
    void declare(long bytes) {
        declared += Math.max(0, bytes);
        if (declared > limit || declared < 0) {
            throw beyond;
        }
    }

    /** Accounts for bytes that were unpacked. */
    void spend(long bytes) {
        spent += bytes;
        if (spent > limit) {
            throw beyond;
        }
    }
}
