/** A vendor's gamma levels out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.gammalevels;

import org.jspecify.annotations.NullMarked;
