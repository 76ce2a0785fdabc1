/** What stands behind gamma levels: exposures by strike and over prices. */
@NullMarked
package b3.api.gammaprofile;

import org.jspecify.annotations.NullMarked;
