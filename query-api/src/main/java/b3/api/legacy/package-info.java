/**
 * The files and routes of the old system, served from the tables. No literal sample of them is left: field names that are
 * attested are kept, the rest is a reconstruction, and every description says so.
 */
@NullMarked
package b3.api.legacy;

import org.jspecify.annotations.NullMarked;
