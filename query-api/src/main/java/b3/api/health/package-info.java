/** The health of the programs and of the tables, and the metrics of this program. */
@NullMarked
package b3.api.health;

import org.jspecify.annotations.NullMarked;
