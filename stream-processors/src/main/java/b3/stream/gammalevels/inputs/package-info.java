/** What is known of the inputs of gamma levels, since when: where they lie, which calculations they affect, what one has. */
@NullMarked
package b3.stream.gammalevels.inputs;

import org.jspecify.annotations.NullMarked;
