/** The web server of the demo exchange: it answers as the sources do, over real HTTP. None of its figures is real. */
@NullMarked
package b3.stack.demo;

import org.jspecify.annotations.NullMarked;
