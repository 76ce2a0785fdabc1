/** One calculation of gamma levels: from books, prices, curve and surface to the inputs of the method, and its result as records. Pure. */
@NullMarked
package b3.stream.gammalevels.assembly;

import org.jspecify.annotations.NullMarked;
