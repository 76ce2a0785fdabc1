/** Option chains out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.optionchain;

import org.jspecify.annotations.NullMarked;
