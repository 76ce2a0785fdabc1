/** Interest-rate curves as rows, a row a vertex. */
@NullMarked
package b3.sink.rates;

import org.jspecify.annotations.NullMarked;
