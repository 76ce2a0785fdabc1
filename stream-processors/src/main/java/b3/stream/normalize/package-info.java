/**
 * Turns raw documents into records. The path of a document: {@link b3.stream.normalize.NormalizeProcessor} takes the raw
 * message, the feed's {@link b3.stream.normalize.reading.Normalizer} makes the records; then {@code rowcount} compares the
 * document with earlier ones, and {@code revisions} publishes what has changed. {@link b3.stream.normalize.Registry} names
 * the normalizer of every feed.
 */
@NullMarked
package b3.stream.normalize;

import org.jspecify.annotations.NullMarked;
