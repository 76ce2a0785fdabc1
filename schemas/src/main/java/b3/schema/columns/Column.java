package b3.schema.columns;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a record that is a column of its table. Name, type and whether there may be no value come from the
 * component itself; its words go into every description that a reader of the data sees.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {

    /** The meaning of the column, without unit and full stop. Names of fields of the same record stand in backticks. */
    String value();

    /** The unit of the number; empty where the meaning includes it. */
    String unit() default "";

    /** When the value is null, to be read after the word null; empty for a component that is never null. */
    String orNull() default "";

    /** Whether the column is part of the record's key, or of the key of a row within the record. */
    boolean key() default false;

    /** The name in the table; empty for the component's name in snake case. {@code ts} is the record's moment. */
    String name() default "";

    /** Name in answers of the query API; empty for the component's own. */
    String field() default "";

    /** The most different values that a text is expected to have; 0 for text that does not repeat itself. */
    int distinct() default 0;

    /** The texts that a caller can filter by; {@link Code#NONE} for no filter. An enumeration is always a filter. */
    Code code() default Code.NONE;

    /** The values that text can have, separated by blanks; empty where any text is possible. */
    String oneOf() default "";
}
