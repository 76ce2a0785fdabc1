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

    /** The meaning of the component, without full stop. */
    String value();

    /** When the component is null, to be read after the word null; empty for one that is never null. */
    String orNull() default "";
}
