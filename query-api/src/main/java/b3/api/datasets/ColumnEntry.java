package b3.api.datasets;

import b3.schema.columns.TableColumn;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One column of a dataset. Members without content are left out.
 *
 * @param field name in answers of this API; absent for a column that only the table has
 * @param column name in the table and the view
 * @param type what it holds: SYMBOL or TEXT, NUMBER (a double), LONG, INT, FLAG, DAY, MOMENT (UTC), OBJECT or LIST (JSON)
 * @param description what it is, as one sentence
 * @param unit unit of the number; absent where the description says it or there is none
 * @param key whether it is part of the key that tells records apart, or the rows of one record
 * @param filter whether callers can filter by it
 * @param nullable whether it can be null
 * @param nullMeans when it is null; absent for a column that is never null
 * @param values the values that it can have; absent where any value is possible
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ColumnEntry(
        String field,
        String column,
        String type,
        String description,
        String unit,
        boolean key,
        boolean filter,
        boolean nullable,
        String nullMeans,
        List<String> values) {

    static ColumnEntry of(TableColumn column) {
        return new ColumnEntry(
                column.field(),
                column.name(),
                column.kind().name(),
                column.description(),
                column.unit(),
                column.isKey(),
                column.isFilter(),
                column.nullable(),
                column.orNull(),
                column.oneOf());
    }
}
