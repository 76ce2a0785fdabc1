/** Settlement prices of futures contracts (B3: <i>ajustes do pregão</i>). */
@NullMarked
package b3.schema.adjustments;

import org.jspecify.annotations.NullMarked;
