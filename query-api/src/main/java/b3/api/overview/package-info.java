/** The newest of what a trader looks at first, across datasets. */
@NullMarked
package b3.api.overview;

import org.jspecify.annotations.NullMarked;
