/** Tests of the whole system, end to end, on real servers. */
@NullMarked
package b3.stack;

import org.jspecify.annotations.NullMarked;
