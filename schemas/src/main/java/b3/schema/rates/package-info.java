/** Interest-rate curves. */
@NullMarked
package b3.schema.rates;

import org.jspecify.annotations.NullMarked;
