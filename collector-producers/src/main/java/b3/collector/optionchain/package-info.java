/** Documents that carry option chains and are fetched in a way of their own. */
@NullMarked
package b3.collector.optionchain;

import org.jspecify.annotations.NullMarked;
