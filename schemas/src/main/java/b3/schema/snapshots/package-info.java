/** The latest figures of what a trader looks at first: futures by their front contract, and indicators. */
@NullMarked
package b3.schema.snapshots;

import org.jspecify.annotations.NullMarked;
