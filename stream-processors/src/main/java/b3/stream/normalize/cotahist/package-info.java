/** COTAHIST, B3's historical quotes of the cash and options markets. */
@NullMarked
package b3.stream.normalize.cotahist;

import org.jspecify.annotations.NullMarked;
