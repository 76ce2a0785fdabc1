/** Where settlement prices come from. */
@NullMarked
package b3.collector.adjustments;

import org.jspecify.annotations.NullMarked;
