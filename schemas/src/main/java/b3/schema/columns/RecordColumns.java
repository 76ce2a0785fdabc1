package b3.schema.columns;

import b3.schema.columns.TableColumn.Kind;
import b3.schema.columns.TableColumn.Place;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a type of record declares, in their order, and the rows that a record makes.
 *
 * @param all the columns of the record and of its rows, in the order of their declaration
 * @param list reads the component whose elements are the rows; null for a record that is one row
 */
public record RecordColumns(List<TableColumn> all, @Nullable Function<Object, @Nullable Object> list) {

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            double.class, Kind.NUMBER,
            Double.class, Kind.NUMBER,
            long.class, Kind.LONG,
            Long.class, Kind.LONG,
            int.class, Kind.INT,
            Integer.class, Kind.INT,
            boolean.class, Kind.FLAG,
            LocalDate.class, Kind.DAY,
            Instant.class, Kind.MOMENT);

    /**
     * Reads the declaration of a type of record.
     *
     * @throws IllegalStateException if the declaration contradicts the type
     */
    public static RecordColumns of(Class<?> type) {
        List<TableColumn> columns = new ArrayList<>();
        Function<Object, @Nullable Object> list = read(type, columns, Function.identity(), false, "");
        return new RecordColumns(List.copyOf(columns), list);
    }

    /** The rows that a record makes in the table: the elements of a book, else the record itself. */
    public List<?> rows(Object record) {
        return list == null ? List.of(record) : (List<?>) list.apply(record);
    }

    private static @Nullable Function<Object, @Nullable Object> read(
            Class<?> type,
            List<TableColumn> columns,
            Function<Object, @Nullable Object> owner,
            boolean ofRow,
            String ownerIsNull) {
        Function<Object, @Nullable Object> list = null;
        for (RecordComponent component : type.getRecordComponents()) {
            Function<Object, @Nullable Object> value = owner.andThen(accessor(component));
            Column column = component.getAnnotation(Column.class);
            if (column != null) {
                columns.add(column(component, column, value, ofRow, ownerIsNull));
            }
            Nested nested = component.getAnnotation(Nested.class);
            if (nested != null && component.getType() == List.class) {
                read(element(component), columns, Function.identity(), true, "");
                list = value;
            } else if (nested != null) {
                read(component.getType(), columns, value, ofRow, nested.orNull());
            }
        }
        return list;
    }

    private static TableColumn column(
            RecordComponent component,
            Column column,
            Function<Object, @Nullable Object> value,
            boolean ofRow,
            String ownerIsNull) {
        boolean nullable = isNullable(component);
        if (nullable == column.orNull().isEmpty()) {
            throw new IllegalStateException(component.getDeclaringRecord().getSimpleName() + "." + component.getName()
                    + ": expected orNull on a @Nullable component and on no other");
        }
        String orNull = column.orNull().isEmpty() ? ownerIsNull : column.orNull();
        List<String> oneOf = component.getType().isEnum()
                ? Arrays.stream(component.getType().getEnumConstants())
                        .map(Object::toString)
                        .toList()
                : words(column.oneOf());
        Place place = ofRow ? column.key() ? Place.ROW_KEY : Place.ROW : column.key() ? Place.KEY : Place.VALUE;
        return new TableColumn(
                column.name().isEmpty() ? snake(component.getName()) : column.name(),
                column.field().isEmpty() ? component.getName() : column.field(),
                kind(component, column),
                place,
                description(column.value(), column.unit(), orNull),
                column.unit(),
                orNull,
                Math.max(column.distinct(), 2 * oneOf.size()),
                column.code(),
                oneOf,
                "",
                value);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static Kind kind(RecordComponent component, Column column) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return Kind.SYMBOL;
        }
        if (type == String.class) {
            return column.distinct() > 0 || !column.oneOf().isEmpty() ? Kind.SYMBOL : Kind.TEXT;
        }
        if (type == List.class) {
            return Kind.LIST;
        }
        return KINDS.getOrDefault(type, Kind.OBJECT);
    }

    /** The description of a component by whichever annotation it has, as one sentence; empty without an annotation. */
    public static String description(RecordComponent component) {
        Column column = component.getAnnotation(Column.class);
        Nested nested = component.getAnnotation(Nested.class);
        JsonPropertyDescription property = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
        if (column != null) {
            return description(column.value(), column.unit(), column.orNull());
        }
        if (nested != null) {
            return description(nested.value(), "", nested.orNull());
        }
        return property == null ? "" : property.value();
    }

    private static String description(String what, String unit, String orNull) {
        return what + (unit.isEmpty() ? "" : ", " + unit) + (orNull.isEmpty() ? "" : "; null " + orNull) + ".";
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> element(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Function<Object, @Nullable Object> accessor(RecordComponent component) {
        try {
            MethodHandle getter = MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            return owner -> {
                if (owner == null) {
                    return null;
                }
                try {
                    return getter.invokeExact(owner);
                } catch (Throwable e) {
                    throw new IllegalStateException(component + " of " + owner, e);
                }
            };
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + ": expected a public record", e);
        }
    }
}
