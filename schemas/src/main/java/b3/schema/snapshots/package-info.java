/** The latest settlement of the instruments that a trader looks at first. */
@NullMarked
package b3.schema.snapshots;

import org.jspecify.annotations.NullMarked;
