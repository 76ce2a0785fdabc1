/** Latest settlements as rows. */
@NullMarked
package b3.sink.snapshots;

import org.jspecify.annotations.NullMarked;
