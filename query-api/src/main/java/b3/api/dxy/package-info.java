/** The dollar index. */
@NullMarked
package b3.api.dxy;

import org.jspecify.annotations.NullMarked;
