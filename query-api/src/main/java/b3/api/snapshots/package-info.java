/** Latest settlements. */
@NullMarked
package b3.api.snapshots;

import org.jspecify.annotations.NullMarked;
