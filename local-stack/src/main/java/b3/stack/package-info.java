/** The whole system on one machine. */
@NullMarked
package b3.stack;

import org.jspecify.annotations.NullMarked;
