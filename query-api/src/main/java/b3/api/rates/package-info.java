/** Interest-rate curves. */
@NullMarked
package b3.api.rates;

import org.jspecify.annotations.NullMarked;
