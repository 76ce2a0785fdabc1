/**
 * Which statement is current for a business key, at every time of knowledge: remembers what documents have said and
 * publishes the revisions that follow from it.
 */
@NullMarked
package b3.stream.normalize.revisions;

import org.jspecify.annotations.NullMarked;
