/** Real documents, imported into a stack that runs, give what an independent reader found in them. */
@NullMarked
package b3.stack.golden;

import org.jspecify.annotations.NullMarked;
