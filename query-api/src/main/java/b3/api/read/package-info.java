/** From a query and a caller's arguments to the rows: the SQL, the database, and the page of what it found. */
@NullMarked
package b3.api.read;

import org.jspecify.annotations.NullMarked;
