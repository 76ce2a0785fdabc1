/**
 * Gamma levels from open interest: a pure function from a chain of options to exposures and levels. Nothing here
 * knows a clock, a topic, a file or a socket; {@code docs/gamma.md} is the specification.
 */
@NullMarked
package b3.stream.gamma;

import org.jspecify.annotations.NullMarked;
