/** What the collectors tried and what came of it. */
@NullMarked
package b3.api.jobs;

import org.jspecify.annotations.NullMarked;
