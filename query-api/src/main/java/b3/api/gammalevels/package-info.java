/** Gamma levels. */
@NullMarked
package b3.api.gammalevels;

import org.jspecify.annotations.NullMarked;
