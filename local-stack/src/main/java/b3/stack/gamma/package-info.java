/** The command {@code gamma}: it computes the levels of an option chain in a file. */
@NullMarked
package b3.stack.gamma;

import org.jspecify.annotations.NullMarked;
