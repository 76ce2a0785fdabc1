/**
 * Contracts that several documents name: futures by their ticker, and option series, positions and prices gathered into
 * the books of an underlying.
 */
@NullMarked
package b3.stream.normalize.contracts;

import org.jspecify.annotations.NullMarked;
