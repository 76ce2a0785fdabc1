/** Financial indicators: policy and interbank rates, reference dollars, the spot-future roll. */
@NullMarked
package b3.schema.indicators;

import org.jspecify.annotations.NullMarked;
