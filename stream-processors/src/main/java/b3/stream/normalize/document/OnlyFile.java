package b3.stream.normalize.document;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.util.List;

/** The one file of a document that is a single file, packed or not. */
public final class OnlyFile {

    private OnlyFile() {}

    /** Opens it; a document with several files is not one that these feeds serve. */
    public static ArchiveMember of(RawScrape document) {
        List<ArchiveMember> members = Archive.open(document.bytes()).members();
        if (members.size() > 1) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected an archive of one file, saw " + members.size() + ", the first "
                            + members.get(0).name());
        }
        return members.get(0);
    }
}
