/** Starting the stack. */
@NullMarked
package b3.stack.up;

import org.jspecify.annotations.NullMarked;
