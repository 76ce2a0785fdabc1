package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.dxy.DxyTick;
import b3.schema.gammaprofile.GammaProfile;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.sql.StandingSql;
import b3.schema.testing.RealQuestDb;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Random histories of random keys, single rows and books, through a real broker and a real database: in any order, twice,
 * and with a sink that is stopped on the way. A model that knows the rule alone says what must come out.
 */
class StandingIT {

    private static final Instant START = Instant.parse("2025-02-03T09:00:00Z");
    private static final int KEYS = 8;
    private static final int STEPS = 400;
    private static final int LONGEST_BOOK = 4;

    /** Makes a record. Every figure of it is {@code mark}; the lines of a book are some of many. */
    private interface Maker<T> {
        T record(String name, LocalDate session, int mark, List<Integer> lines, Provenance provenance);
    }

    /**
     * A dataset under test.
     *
     * @param columns which columns show what a record says
     * @param shown what they show of a record
     */
    private record Kind<T extends MarketRecord>(
            Dataset<T> dataset, String columns, Maker<T> maker, Function<T, Stream<String>> shown) {

        MarketRecord record(int key, int mark, List<Integer> lines, Instant knownAt) {
            Provenance provenance = new Provenance("b3-price-report", knownAt, "document " + mark);
            return maker.record("K" + key % 3, LocalDate.of(2025, 2, 3).plusDays(key), mark, lines, provenance);
        }

        Stream<String> shown(MarketRecord record) {
            return shown.apply(dataset.type().cast(record));
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(
                    Datasets.ADJUSTMENTS,
                    "instrument, contract_month, price_settlement",
                    (name, session, mark, lines, provenance) ->
                            Adjustments.of(name, "F27", session, mark, provenance.source(), provenance.knownAt()),
                    price -> Stream.of(price.instrument() + " F27 " + price.priceSettlement())),
            new Kind<>(
                    Datasets.DXY,
                    "bucket, level",
                    (name, session, mark, lines, provenance) -> new DxyTick(
                            name, session, noon(session).plusSeconds(mark % 60), (double) mark, null, null, provenance),
                    tick -> Stream.of(tick.bucket() + " " + tick.level())),
            new Kind<>(
                    Datasets.OPEN_INTEREST,
                    "underlying, ticker, total",
                    (name, session, mark, lines, provenance) -> new OpenInterestBook(
                            name,
                            session,
                            lines.stream()
                                    .map(line -> new OpenInterestBook.Position("T" + line, mark, null, null, null))
                                    .toList(),
                            provenance),
                    book -> book.positions().stream()
                            .map(line -> book.underlying() + " " + line.ticker() + " " + line.total())),
            new Kind<>(
                    Datasets.OPTION_PRICES,
                    "underlying, ticker, last",
                    (name, session, mark, lines, provenance) -> new OptionPricesBook(
                            name,
                            session,
                            noon(session),
                            lines.stream()
                                    .map(line -> new OptionPricesBook.Price(
                                            "T" + line, null, null, (double) mark, null, null, null))
                                    .toList(),
                            provenance),
                    book -> book.prices().stream()
                            .map(line -> book.underlying() + " " + line.ticker() + " " + line.last())),
            new Kind<>(
                    Datasets.GAMMA_PROFILE,
                    "instrument, price, net_gex",
                    (name, session, mark, lines, provenance) -> new GammaProfile(
                            name,
                            "EXPIRY:2025-03-05",
                            "TOTAL",
                            session,
                            noon(session),
                            lines.stream()
                                    .map(line -> new GammaProfile.Point(line, mark, mark))
                                    .toList(),
                            provenance),
                    profile -> profile.points().stream()
                            .map(point -> profile.instrument() + " " + point.price() + " " + point.netGex())));

    /** What a message says; no record: withdrawn. */
    private record Said(int number, @Nullable MarketRecord record) {}

    /** One key as its writer knows it. */
    private static final class Key {

        private final Kind<?> kind;
        private final int index;

        /** The last message about each step. */
        private final TreeMap<Instant, Said> steps = new TreeMap<>();

        /** The last message on the topic of the dataset. */
        private @Nullable Said last;

        private Key(Kind<?> kind, int index) {
            this.kind = kind;
            this.index = index;
        }

        /** The next message, which says the step that begins at a time. */
        ProducerRecord<byte[], byte[]> say(int number, Instant standsFrom, boolean withdrawn, List<Integer> lines) {
            MarketRecord record = kind.record(index, number, lines, standsFrom);
            Said said = new Said(number, withdrawn ? null : record);
            boolean stands = steps.isEmpty() || !standsFrom.isBefore(steps.lastKey());
            steps.put(standsFrom, said);
            var revision = Messages.step(number, standsFrom, record.ts());
            var message = withdrawn ? Messages.withdrawal(record, revision) : Messages.of(record, revision);
            if (stands) {
                last = said;
                return message;
            }
            return Messages.late(message);
        }

        Stream<String> standing() {
            return shown(last);
        }

        Stream<String> asOf(Instant time) {
            Map.Entry<Instant, Said> step = steps.floorEntry(time);
            return shown(step == null ? null : step.getValue());
        }

        private Stream<String> shown(@Nullable Said said) {
            return said == null || said.record() == null ? Stream.empty() : kind.shown(said.record());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theViewIsTheLastMessageOfEachKeyAndTheAnswerAsOfATimeItsStep(long seed, @TempDir Path directory) {
        Random random = new Random(seed);
        List<Key> keys = IntStream.range(0, KEYS)
                .boxed()
                .flatMap(index -> KINDS.stream().map(kind -> new Key(kind, index)))
                .toList();
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (int number = 1; number <= STEPS; number++) {
            Key key = keys.get(random.nextInt(keys.size()));
            messages.add(key.say(number, time(key, random), random.nextInt(5) == 0, lines(random)));
        }
        messages.addAll(List.copyOf(messages));
        Collections.shuffle(messages, random);

        try (RealQuestDb questDb = new RealQuestDb(directory);
                Pipeline pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort())) {
            int third = messages.size() / 3;
            try (ConfigurableApplicationContext first = pipeline.sink(Map.of("b3.sink.max-poll-records", 10))) {
                pipeline.send(messages.subList(0, third));
                await().until(() -> pipeline.count("true") > 0);
                assertThat(first.isActive()).isTrue();
            }
            pipeline.send(messages.subList(third, 2 * third));
            try (ConfigurableApplicationContext second = pipeline.sink(Map.of())) {
                pipeline.send(messages.subList(2 * third, messages.size()));
                await().untilAsserted(() -> {
                    for (Kind<?> kind : KINDS) {
                        assertThat(pipeline.query("select " + kind.columns + " from " + kind.dataset.table()))
                                .as("what stands of %s", kind.dataset.name())
                                .containsExactlyInAnyOrderElementsOf(of(kind, keys).stream()
                                        .flatMap(Key::standing)
                                        .toList());
                    }
                });
                for (int i = 0; i < 25; i++) {
                    Instant time = START.plusSeconds(random.nextInt(-2, 110));
                    for (Kind<?> kind : KINDS) {
                        List<String> expected = of(kind, keys).stream()
                                .flatMap(key -> key.asOf(time))
                                .toList();
                        // steps of the past may still be on their way when the view shows what stands
                        await().untilAsserted(() -> assertThat(pipeline.query(asOf(kind, time)))
                                .as("%s as of %s", kind.dataset.name(), time)
                                .containsExactlyInAnyOrderElementsOf(expected));
                    }
                }
                assertThat(second.isActive()).isTrue();
            }
            assertThat(pipeline.deadLetters()).isEmpty();
        }
    }

    /** A step after all others, one that was said before, or any. */
    private static Instant time(Key key, Random random) {
        Instant any = START.plusSeconds(random.nextInt(100));
        if (key.steps.isEmpty()) {
            return any;
        }
        return switch (random.nextInt(3)) {
            case 0 -> key.steps.lastKey().plusSeconds(random.nextInt(10));
            case 1 -> pick(key.steps.keySet(), random);
            default -> any;
        };
    }

    private static Instant noon(LocalDate session) {
        return session.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static Instant pick(Collection<Instant> times, Random random) {
        return List.copyOf(times).get(random.nextInt(times.size()));
    }

    /** Some of the lines that a book may have, sometimes none. */
    private static List<Integer> lines(Random random) {
        return IntStream.range(0, LONGEST_BOOK)
                .filter(line -> random.nextBoolean())
                .boxed()
                .toList();
    }

    private static List<Key> of(Kind<?> kind, List<Key> keys) {
        return keys.stream().filter(key -> key.kind.equals(kind)).toList();
    }

    private static String asOf(Kind<?> kind, Instant time) {
        String inside = StandingSql.AS_OF.replace(":asOf", "'" + time + "'");
        return "select " + kind.columns + " from (" + StandingSql.of(kind.dataset, inside) + ")";
    }
}
