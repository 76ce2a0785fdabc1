/** Collectors of documents with settlement prices. */
@NullMarked
package b3.collector.adjustments;

import org.jspecify.annotations.NullMarked;
