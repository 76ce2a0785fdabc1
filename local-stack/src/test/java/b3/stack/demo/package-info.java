/** The demo exchange's documents. */
@NullMarked
package b3.stack.demo;

import org.jspecify.annotations.NullMarked;
