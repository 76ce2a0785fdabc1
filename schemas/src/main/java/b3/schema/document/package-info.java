/** What travels about a document: the document as served, what it yielded, and what of it was not taken. */
@NullMarked
package b3.schema.document;

import org.jspecify.annotations.NullMarked;
