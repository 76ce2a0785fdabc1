/** Option chains as books: series, open interest and prices of one underlying, and the underlying's own prices. */
@NullMarked
package b3.schema.optionchain;

import org.jspecify.annotations.NullMarked;
