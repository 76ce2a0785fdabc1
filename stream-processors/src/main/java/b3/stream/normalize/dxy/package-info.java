/** The dollar index out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.dxy;

import org.jspecify.annotations.NullMarked;
