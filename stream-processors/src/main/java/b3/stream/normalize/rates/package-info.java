/** Interest-rate curves out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.rates;

import org.jspecify.annotations.NullMarked;
