/** Levels and totals of one scope: walls, flips and the profile of gamma over the price. */
@NullMarked
package b3.stream.gamma.levels;

import org.jspecify.annotations.NullMarked;
