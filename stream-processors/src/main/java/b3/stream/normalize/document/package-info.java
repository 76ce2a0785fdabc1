/** Documents that nobody vouches for, opened within bounds: archives and XML. */
@NullMarked
package b3.stream.normalize.document;

import org.jspecify.annotations.NullMarked;
