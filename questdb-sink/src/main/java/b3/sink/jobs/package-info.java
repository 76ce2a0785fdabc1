/** Collector attempts as rows. */
@NullMarked
package b3.sink.jobs;

import org.jspecify.annotations.NullMarked;
