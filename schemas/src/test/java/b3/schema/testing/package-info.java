/** Real servers, and the real browser, for the tests of the other modules. */
@NullMarked
package b3.schema.testing;

import org.jspecify.annotations.NullMarked;
