/** Tests of the command {@code verify}. */
@NullMarked
package b3.stack.access;

import org.jspecify.annotations.NullMarked;
