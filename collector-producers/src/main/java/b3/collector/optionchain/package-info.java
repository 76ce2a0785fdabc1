/** Collectors of documents with option chains. */
@NullMarked
package b3.collector.optionchain;

import org.jspecify.annotations.NullMarked;
