/** Implied-volatility surfaces out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.volsurface;

import org.jspecify.annotations.NullMarked;
