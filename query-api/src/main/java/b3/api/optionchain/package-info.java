/** Option chains: series, open interest and prices, and prices of their underlyings. */
@NullMarked
package b3.api.optionchain;

import org.jspecify.annotations.NullMarked;
