/** What the exchange's products are and what its codes mean: one catalogue and one grammar for every program. */
@NullMarked
package b3.schema.contracts;

import org.jspecify.annotations.NullMarked;
