/** What gamma levels are calculated from: the chain, the market, the volatility surface and the settings. */
@NullMarked
package b3.stream.gamma.inputs;

import org.jspecify.annotations.NullMarked;
