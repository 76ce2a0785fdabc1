/** Latest figures of futures and indicators. */
@NullMarked
package b3.api.snapshots;

import org.jspecify.annotations.NullMarked;
