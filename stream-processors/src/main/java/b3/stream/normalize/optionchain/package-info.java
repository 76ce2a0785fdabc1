/** Option chains as books, and the prices of underlyings, from every source that carries them. */
@NullMarked
package b3.stream.normalize.optionchain;

import org.jspecify.annotations.NullMarked;
