/** Gamma levels as rows. */
@NullMarked
package b3.sink.gammalevels;

import org.jspecify.annotations.NullMarked;
