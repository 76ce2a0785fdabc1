/** B3's consolidated trade information: settlements of futures, prices of options and prices of underlyings. */
@NullMarked
package b3.stream.normalize.tradeinformation;

import org.jspecify.annotations.NullMarked;
