/**
 * The inputs of gamma levels and the times since when they are known: which calculations an input affects, and which
 * inputs a calculation has.
 */
@NullMarked
package b3.stream.gammalevels.inputs;

import org.jspecify.annotations.NullMarked;
