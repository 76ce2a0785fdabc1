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

    /** What it is, without unit and full stop; a field of the same record stands in backticks. */
    String value();

    /** What a number counts; empty where the words say so already. */
    String unit() default "";

    /** When there is no value, after the word null: {@code "when the source gives none"}. Empty: there always is one. */
    String orNull() default "";

    /** Whether it is a part of the record's key, or of the key of a row within the record. */
    boolean key() default false;

    /** Name in the table; empty for the component's own in snake case. {@code ts} is the record's moment. */
    String name() default "";

    /** Name in answers of the query API; empty for the component's own. */
    String field() default "";

    /** How many different values there may be, of text that repeats itself; 0 for text that does not. */
    int distinct() default 0;

    /** What a caller may ask for; {@link Code#NONE} for a column that is no filter. An enumeration needs none. */
    Code code() default Code.NONE;

    /** The values that text can have, separated by blanks; empty where any text is possible. */
    String oneOf() default "";
}
