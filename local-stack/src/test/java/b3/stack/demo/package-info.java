/** Tests of the demo exchange and its documents. */
@NullMarked
package b3.stack.demo;

import org.jspecify.annotations.NullMarked;
