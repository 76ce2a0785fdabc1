/** Financial indicators as rows. */
@NullMarked
package b3.sink.indicators;

import org.jspecify.annotations.NullMarked;
