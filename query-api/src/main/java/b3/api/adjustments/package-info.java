/** Settlement prices of futures. */
@NullMarked
package b3.api.adjustments;

import org.jspecify.annotations.NullMarked;
