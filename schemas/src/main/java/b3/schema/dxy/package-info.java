/** The dollar index. */
@NullMarked
package b3.schema.dxy;

import org.jspecify.annotations.NullMarked;
