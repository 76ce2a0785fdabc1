/** Gamma levels through the topology. */
@NullMarked
package b3.stream.gammalevels;

import org.jspecify.annotations.NullMarked;
