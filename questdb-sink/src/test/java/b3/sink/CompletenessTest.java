package b3.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import io.questdb.client.Sender;
import io.questdb.client.std.bytes.DirectByteSlice;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompletenessTest {

    static List<Table<?>> tables() {
        return Registry.ALL;
    }

    @Test
    void everyDatasetHasATable() {
        for (Dataset<?> dataset : Datasets.ALL) {
            String name = dataset.word().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + dataset.word().substring(1);
            assertThat(Registry.ALL)
                    .as("write %sTable in b3.sink.%s and list it in Registry", name, dataset.word())
                    .anyMatch(table -> table.dataset().equals(dataset));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableLiesInThePackageOfItsDataset(Table<?> table) {
        assertThat(table.getClass().getPackageName())
                .isEqualTo("b3.sink." + table.dataset().word());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theSqlNamesTheTablesOfTheDataset(Table<?> table) {
        TableSql sql = TableSql.of(table);

        assertThat(sql.logTable()).isEqualTo(table.dataset().logTable());
        assertThat(sql.view()).isEqualTo(table.dataset().table());
        assertThat(sql.dedupKeys()).contains("ts");
        assertThat(sql.columns().keySet()).containsAll(sql.dedupKeys());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void exactlyTheColumnsOfTheSqlAreWritten(Table<?> table) {
        assertThat(columnsWritten(table))
                .as("columns written by %s", table.getClass().getSimpleName())
                .isEqualTo(new TreeSet<>(TableSql.of(table).columns().keySet()));
    }

    private static <T extends MarketRecord> Set<String> columnsWritten(Table<T> table) {
        try (Sender sender = Sender.builder(Sender.Transport.HTTP)
                .address("127.0.0.1:1")
                .protocolVersion(Sender.PROTOCOL_VERSION_V1)
                .disableAutoFlush()
                .build()) {
            Instant instant = Instant.parse("2025-01-02T03:04:05Z");
            Clock clock = Clock.fixed(instant, java.time.ZoneOffset.UTC);
            T record = table.dataset()
                    .type()
                    .cast(value(
                            table.dataset().type(), new Provenance("b3-price-report", instant, "document"), instant));
            table.write(record, new Row(sender, clock));
            return columns(text(sender.bufferView()), table.dataset().logTable());
        }
    }

    private static Set<String> columns(String lines, String table) {
        Set<String> columns = new TreeSet<>(Set.of("ts"));
        assertThat(lines.lines()).isNotEmpty();
        lines.lines().forEach(line -> {
            String[] parts = line.split(" ");
            assertThat(parts).as(line).hasSize(3);
            List<String> symbols = List.of(parts[0].split(","));
            assertThat(symbols.get(0)).isEqualTo(table);
            symbols.subList(1, symbols.size()).forEach(symbol -> columns.add(symbol.split("=")[0]));
            Arrays.stream(parts[1].split(",")).forEach(column -> columns.add(column.split("=")[0]));
        });
        return columns;
    }

    /** A record in which every component has a value. */
    private static Object value(Type type, Provenance provenance, Instant instant) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(value(list.getActualTypeArguments()[0], provenance, instant));
        }
        Class<?> of = (Class<?>) type;
        if (of == Provenance.class) {
            return provenance;
        } else if (of.isRecord()) {
            return newRecord(of, provenance, instant);
        } else if (of.isEnum()) {
            return of.getEnumConstants()[0];
        } else if (of == String.class) {
            return "text";
        } else if (of == LocalDate.class) {
            return LocalDate.of(2025, 1, 2);
        } else if (of == Instant.class) {
            return instant;
        } else if (of == boolean.class || of == Boolean.class) {
            return true;
        } else if (of == int.class || of == Integer.class) {
            return 7;
        } else if (of == long.class || of == Long.class) {
            return 7L;
        } else if (of == double.class || of == Double.class) {
            return 7.5;
        }
        throw new AssertionError("teach this test a value of " + type);
    }

    private static Object newRecord(Class<?> of, Provenance provenance, Instant instant) {
        RecordComponent[] components = of.getRecordComponents();
        try {
            return of.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> value(component.getGenericType(), provenance, instant))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + of, e);
        }
    }

    private static String text(DirectByteSlice slice) {
        byte[] bytes = new byte[slice.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = slice.byteAt(i);
        }
        return new String(bytes, UTF_8);
    }
}
