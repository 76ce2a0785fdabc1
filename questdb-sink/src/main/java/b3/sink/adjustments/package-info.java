/** Settlement prices of futures contracts as rows. */
@NullMarked
package b3.sink.adjustments;

import org.jspecify.annotations.NullMarked;
