/** Readers of untrusted documents within limits of size and nesting: archives, XML, CSV and JSON. */
@NullMarked
package b3.stream.normalize.document;

import org.jspecify.annotations.NullMarked;
