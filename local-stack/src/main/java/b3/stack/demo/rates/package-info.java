/** The documents of the demo exchange about rates, indexes, indicators and the dollar, in the formats of their sources. */
@NullMarked
package b3.stack.demo.rates;

import org.jspecify.annotations.NullMarked;
