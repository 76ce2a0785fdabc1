/** What each collector attempt did. */
@NullMarked
package b3.schema.jobs;

import org.jspecify.annotations.NullMarked;
