/** The API over a real database and real HTTP, for tests. */
@NullMarked
package b3.api.testing;

import org.jspecify.annotations.NullMarked;
