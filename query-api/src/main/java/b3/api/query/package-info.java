/**
 * The engine behind every dataset's endpoint: a {@link b3.api.query.Query} declares parameters, fields and SQL once;
 * validation, paging, formats and the published API description all follow from that declaration.
 */
@NullMarked
package b3.api.query;

import org.jspecify.annotations.NullMarked;
