/** Financial indicators out of the documents that carry them. */
@NullMarked
package b3.stream.normalize.indicators;

import org.jspecify.annotations.NullMarked;
