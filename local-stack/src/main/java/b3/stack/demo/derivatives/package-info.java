/** The documents of the demo exchange about futures and options, in the formats of their sources. */
@NullMarked
package b3.stack.demo.derivatives;

import org.jspecify.annotations.NullMarked;
