/** A local exchange: synthetic sessions in the sources' own formats, over real HTTP. Not one figure in it is real. */
@NullMarked
package b3.stack.demo;

import org.jspecify.annotations.NullMarked;
