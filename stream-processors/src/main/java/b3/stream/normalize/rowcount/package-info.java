/**
 * Compares the rows of a document with those of earlier sessions, so that a changed layout is not taken for a quiet day.
 */
@NullMarked
package b3.stream.normalize.rowcount;

import org.jspecify.annotations.NullMarked;
