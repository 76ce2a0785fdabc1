/** Raw documents into records: one pure normalizer per feed, one topology for all of them. */
@NullMarked
package b3.stream.normalize;

import org.jspecify.annotations.NullMarked;
