/** How a source is asked and when a session is due: the settings of a source, its schedule, and the clock. */
@NullMarked
package b3.collector.due;

import org.jspecify.annotations.NullMarked;
