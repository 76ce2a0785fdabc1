/**
 * The columns of a record, declared once, on its components: the table and its log, the view, the writer, the fields, filters
 * and formats of the query API, the JSON Schema and their documentation are all made from that declaration.
 */
@NullMarked
package b3.schema.columns;

import org.jspecify.annotations.NullMarked;
