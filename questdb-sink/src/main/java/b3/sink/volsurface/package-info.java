/** Volatility surfaces as rows, a row a point. */
@NullMarked
package b3.sink.volsurface;

import org.jspecify.annotations.NullMarked;
