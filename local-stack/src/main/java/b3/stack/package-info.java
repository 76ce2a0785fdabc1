/** The launcher: the list of the commands that {@code ./b3} offers. Each command has a package of its own. */
@NullMarked
package b3.stack;

import org.jspecify.annotations.NullMarked;
