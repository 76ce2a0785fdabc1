/** Documents that nobody vouches for, opened within bounds: archives, XML, CSV and JSON. */
@NullMarked
package b3.stream.normalize.document;

import org.jspecify.annotations.NullMarked;
