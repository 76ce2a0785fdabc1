/** Where financial indicators are fetched. */
@NullMarked
package b3.collector.indicators;

import org.jspecify.annotations.NullMarked;
