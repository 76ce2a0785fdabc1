/** Dollar index ticks as rows. */
@NullMarked
package b3.sink.dxy;

import org.jspecify.annotations.NullMarked;
