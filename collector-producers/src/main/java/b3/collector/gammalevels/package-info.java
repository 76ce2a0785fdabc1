/** The collector of gamma levels from a vendor's site, which demands a login. */
@NullMarked
package b3.collector.gammalevels;

import org.jspecify.annotations.NullMarked;
