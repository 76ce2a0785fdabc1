/** Tests of option chains. */
@NullMarked
package b3.stream.normalize.optionchain;

import org.jspecify.annotations.NullMarked;
