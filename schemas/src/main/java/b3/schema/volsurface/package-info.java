/** Volatility surfaces by expiry and delta. */
@NullMarked
package b3.schema.volsurface;

import org.jspecify.annotations.NullMarked;
