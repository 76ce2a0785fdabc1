@NullMarked
package b3.stream.snapshots;

import org.jspecify.annotations.NullMarked;
