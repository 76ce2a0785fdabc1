package b3.schema.document;

/** Why something was not taken; the label under which rejections and dead letters are counted. */
public enum Reason {
    /** The bytes are not the kind of document they should be: truncated, an error page, another format. */
    UNREADABLE_DOCUMENT,
    /** The document is larger than the parser takes, packed or unpacked. */
    TOO_LARGE,
    /** The document uses something that a hostile document would: an external entity, a zip bomb. */
    UNSAFE_DOCUMENT,
    /** No session was found in the document and none was given. */
    NO_SESSION,
    /** The document belongs to another session than the one that was asked for. */
    WRONG_SESSION,
    /** A session or a date of which no calendar knows whether it is a business day. */
    UNKNOWN_SESSION,
    /** A figure that cannot be read as one, or has more digits than a double keeps. */
    UNREADABLE_NUMBER,
    /** A date or contract code that cannot be read as one. */
    UNREADABLE_FIELD,
    /** A field that the row cannot do without is absent. */
    MISSING_FIELD,
    /** A figure that contradicts another figure of the same row. */
    INCONSISTENT_ROW,
    /** The same key twice in one document with different figures. */
    DUPLICATE_KEY,
    /** Far fewer rows than usual, or a column that has become empty. */
    LAYOUT_CHANGED,
    /** Another source says something else about the same key; the preferred source's figures stand. */
    SOURCES_DISAGREE,
    /** What would stand now was said long ago and is no longer held: its document must be read again. */
    FORGOTTEN,
    /** The database refuses this row for its data. */
    REFUSED_BY_DATABASE
}
