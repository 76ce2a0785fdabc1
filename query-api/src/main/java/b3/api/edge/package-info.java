/**
 * Filters that every request passes before a controller sees it: log, headers, origins, rate, keys, readability. They know
 * Spring's web classes, but no container.
 */
@NullMarked
package b3.api.edge;

import org.jspecify.annotations.NullMarked;
