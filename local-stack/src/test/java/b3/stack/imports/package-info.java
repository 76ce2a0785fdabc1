/** Tests of the command {@code import}. */
@NullMarked
package b3.stack.imports;

import org.jspecify.annotations.NullMarked;
