/** Gamma levels of a vendor's site, behind a login. */
@NullMarked
package b3.collector.gammalevels;

import org.jspecify.annotations.NullMarked;
