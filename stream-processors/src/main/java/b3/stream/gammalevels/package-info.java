/** Joins books, prices, curve and surface per underlying and publishes the gamma levels computed from them. */
@NullMarked
package b3.stream.gammalevels;

import org.jspecify.annotations.NullMarked;
