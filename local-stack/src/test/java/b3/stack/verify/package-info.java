/** Tests of the command {@code verify}. */
@NullMarked
package b3.stack.verify;

import org.jspecify.annotations.NullMarked;
