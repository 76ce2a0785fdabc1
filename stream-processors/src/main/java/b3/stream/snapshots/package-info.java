/** Picks out the latest figures of what a trader looks at first: futures by their front contract, and indicators. */
@NullMarked
package b3.stream.snapshots;

import org.jspecify.annotations.NullMarked;
