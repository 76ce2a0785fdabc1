/** Settlement prices of futures contracts, from the price report and from the old settlement page. */
@NullMarked
package b3.stream.normalize.adjustments;

import org.jspecify.annotations.NullMarked;
