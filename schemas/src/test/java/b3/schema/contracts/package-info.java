@NullMarked
package b3.schema.contracts;

import org.jspecify.annotations.NullMarked;
