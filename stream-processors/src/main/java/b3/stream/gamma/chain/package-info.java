/** The usable rows of an option chain, their volatilities, and the exposures that follow, by row and by strike. */
@NullMarked
package b3.stream.gamma.chain;

import org.jspecify.annotations.NullMarked;
