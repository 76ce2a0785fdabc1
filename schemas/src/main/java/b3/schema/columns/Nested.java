package b3.schema.columns;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component whose own components are columns: a record, whose columns stand among the others, or a list of records, which
 * makes a row of each.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Nested {

    /** What it is, without full stop. */
    String value();

    /** When it is not there, after the word null; empty: it always is. */
    String orNull() default "";
}
