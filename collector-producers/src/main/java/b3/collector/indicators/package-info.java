/** Collectors of documents with financial indicators. */
@NullMarked
package b3.collector.indicators;

import org.jspecify.annotations.NullMarked;
