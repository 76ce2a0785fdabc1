/** Kafka Streams programs: normalize raw documents, compute gamma levels. */
@NullMarked
package b3.stream;

import org.jspecify.annotations.NullMarked;
