/**
 * What can be asked: a {@link b3.api.query.Query} is made of the columns of its dataset, and the parameters, their
 * validation, the fields, the order, the formats and the published description all follow from it.
 */
@NullMarked
package b3.api.query;

import org.jspecify.annotations.NullMarked;
