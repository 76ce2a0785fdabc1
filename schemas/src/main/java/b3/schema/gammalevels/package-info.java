/** Gamma levels: computed from open interest, and as a vendor's site states them. */
@NullMarked
package b3.schema.gammalevels;

import org.jspecify.annotations.NullMarked;
