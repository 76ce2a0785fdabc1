/** Volatility surfaces. */
@NullMarked
package b3.api.volsurface;

import org.jspecify.annotations.NullMarked;
