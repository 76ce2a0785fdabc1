/** The command {@code import}: it publishes local files and waits until their rows can be read. */
@NullMarked
package b3.stack.imports;

import org.jspecify.annotations.NullMarked;
