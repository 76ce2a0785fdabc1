/** What stands behind a record of gamma levels: exposures by strike and the repriced profile. */
@NullMarked
package b3.schema.gammaprofile;

import org.jspecify.annotations.NullMarked;
