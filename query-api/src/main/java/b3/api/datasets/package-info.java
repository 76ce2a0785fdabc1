/** The catalogue: which datasets there are, where they live and how fresh they are. */
@NullMarked
package b3.api.datasets;

import org.jspecify.annotations.NullMarked;
