/** Collectors: fetch documents, never interpret them. */
@NullMarked
package b3.collector;

import org.jspecify.annotations.NullMarked;
