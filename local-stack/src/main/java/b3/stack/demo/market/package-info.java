/** The market of the demo exchange: every document is drawn from its prices. */
@NullMarked
package b3.stack.demo.market;

import org.jspecify.annotations.NullMarked;
