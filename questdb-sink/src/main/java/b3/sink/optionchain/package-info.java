/** Option chains as rows, a row a series, and prices of their underlyings. */
@NullMarked
package b3.sink.optionchain;

import org.jspecify.annotations.NullMarked;
