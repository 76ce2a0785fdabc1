/** Documents of options alone: the register of series, open positions, reference premiums and index closings. */
@NullMarked
package b3.stream.normalize.optionchain;

import org.jspecify.annotations.NullMarked;
