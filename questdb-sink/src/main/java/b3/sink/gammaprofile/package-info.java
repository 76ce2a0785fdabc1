/** What stands behind gamma levels as rows: a row a strike, a row a price. */
@NullMarked
package b3.sink.gammaprofile;

import org.jspecify.annotations.NullMarked;
