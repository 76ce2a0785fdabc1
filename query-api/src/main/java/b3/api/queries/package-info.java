/** Every query that the API answers, and what reads those that are not rows of one dataset alone. */
@NullMarked
package b3.api.queries;

import org.jspecify.annotations.NullMarked;
