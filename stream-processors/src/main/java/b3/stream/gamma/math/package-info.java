/**
 * Formulas: Black-76, the Leisen-Reimer tree, implied volatility, interpolation and compensated sums. Nothing here knows
 * a chain.
 */
@NullMarked
package b3.stream.gamma.math;

import org.jspecify.annotations.NullMarked;
