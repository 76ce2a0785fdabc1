/** Tests of the sink, against a real broker and a real database. */
@NullMarked
package b3.sink;

import org.jspecify.annotations.NullMarked;
