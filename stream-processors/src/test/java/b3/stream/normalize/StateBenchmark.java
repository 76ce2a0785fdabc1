package b3.stream.normalize;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.RawScrape;
import b3.schema.dxy.DxyTick;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.reading.NormalizedRecord;
import b3.stream.normalize.revisions.Contents;
import b3.stream.normalize.revisions.Document;
import b3.stream.normalize.revisions.Listing;
import b3.stream.normalize.revisions.Outbox;
import b3.stream.normalize.revisions.Statements;
import b3.stream.normalize.revisions.Timeline;
import b3.stream.normalize.revisions.TimelineSerde;
import b3.stream.normalize.revisions.Timelines;
import b3.stream.running.BoundedRocksDb;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * How large the normalizer's stores grow, with the real stores on disk: documents as wide as a real session, of the sources
 * that a deployment collects daily, for as many sessions as asked for. Prints the size of the stores and how long opening
 * them takes. Books of sessions that would have been forgotten are written small, and deleted again, as forgetting would.
 */
final class StateBenchmark {

    private static final int FUTURES = 700;
    private static final int SHARES = 2000;
    private static final int UNDERLYINGS = 140;
    private static final int SERIES = 430;
    private static final int CURVES = 105;
    private static final int VERTICES = 270;
    private static final int TICKS = 144;
    private static final List<String> STORES = List.of(
            NormalizeTopology.TIMELINES,
            NormalizeTopology.DOCUMENTS,
            NormalizeTopology.LISTINGS,
            NormalizeTopology.CONTENTS,
            NormalizeTopology.BOOKS);

    private final MockProcessorContext<byte[], byte[]> context;
    private final Contents contents;
    private final Statements statements;
    private final List<KeyValueStore<?, ?>> open = new ArrayList<>();
    private int documents;

    private StateBenchmark(Path folder) {
        Properties settings = new Properties();
        settings.put("application.id", "state");
        settings.put("bootstrap.servers", "unused:1");
        settings.put("rocksdb.config.setter", BoundedRocksDb.class);
        context = new MockProcessorContext<>(
                settings, new org.apache.kafka.streams.processor.TaskId(0, 0), folder.toFile());
        KeyValueStore<String, Timeline> timelines = store(NormalizeTopology.TIMELINES, TimelineSerde.serde());
        KeyValueStore<String, Document> documentStore = store(NormalizeTopology.DOCUMENTS, Json.serde(Document.class));
        KeyValueStore<String, Listing> listings = store(NormalizeTopology.LISTINGS, Json.serde(Listing.class));
        contents = new Contents(
                store(NormalizeTopology.CONTENTS, Serdes.ByteArray()),
                store(NormalizeTopology.BOOKS, Serdes.ByteArray()));
        statements = new Statements(documentStore, listings, new Timelines(timelines, documentStore, contents));
    }

    /** @param arguments how many sessions; 2,500 are ten years */
    public static void main(String[] arguments) throws IOException {
        int sessions = arguments.length == 0 ? 2500 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("b3-state");
        try {
            StateBenchmark written = new StateBenchmark(folder);
            long start = System.nanoTime();
            written.write(sessions);
            System.out.printf(
                    Locale.ROOT, "%d sessions, %d documents in %d s%n", sessions, written.documents, seconds(start));
            written.close();
            long all = 0;
            for (String store : STORES) {
                long bytes = bytes(folder, store);
                all += bytes;
                System.out.printf(Locale.ROOT, "%-10s %6d MiB%n", store, bytes >> 20);
            }
            System.out.printf(Locale.ROOT, "%-10s %6d MiB (limit 2048)%n", "together", all >> 20);
            start = System.nanoTime();
            new StateBenchmark(folder).close();
            System.out.printf(
                    Locale.ROOT,
                    "opened again in %d ms%n",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void write(int sessions) {
        TradingCalendar calendar = TradingCalendar.load();
        LocalDate session = LocalDate.of(2015, 1, 5);
        for (int number = 0; number < sessions; number++) {
            boolean forgotten = number < sessions - 2 * Contents.DAYS / 3;
            context.setCurrentSystemTimeMs(
                    session.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
            write(session, forgotten);
            session = calendar.nextSession(session);
        }
        context.setCurrentSystemTimeMs(
                session.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        for (int round = 0; round < sessions; round++) {
            contents.forget(session, context.currentSystemTimeMs());
        }
    }

    private void write(LocalDate session, boolean forgotten) {
        int series = forgotten ? 1 : SERIES;
        String label = forgotten ? "x".repeat(Contents.LARGE_BYTES) : "";
        take(Feeds.PRICE_REPORT, session, 22, into -> {
            futures(session, into);
            books(session, series, label, into, true, true);
            closes(session, into);
        });
        take(Feeds.TRADE_INFORMATION, session, 23, into -> {
            futures(session, into);
            books(session, series, label, into, false, true);
            closes(session, into);
        });
        take(Feeds.SETTLEMENT_BOARD, session, 29, into -> futures(session, into));
        take(Feeds.COTAHIST, session, 24, into -> closes(session, into));
        take(Feeds.OPEN_POSITIONS, session, 35, into -> books(session, series, label, into, true, false));
        take(Feeds.INSTRUMENTS, session, 21, into -> underlyings()
                .forEach(underlying -> into.add(seriesBook(underlying, session, series, label))));
        take(Feeds.RATES_CURVE, session, 24, into -> IntStream.range(0, CURVES)
                .forEach(curve -> into.add(curve(session, curve, forgotten ? 1 : VERTICES, label))));
        take(Feeds.YAHOO_DXY, session, 25, into -> IntStream.range(0, TICKS)
                .forEach(tick -> into.add(tick(session, tick))));
    }

    private void take(Feed feed, LocalDate session, int hour, Consumer<List<MarketRecord>> reading) {
        Instant known = session.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
        byte[] bytes = (feed.name() + session).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        RawScrape scrape = new RawScrape(feed.name(), session, bytes, "text/plain", "https://example.org", known, 200);
        List<MarketRecord> records = new ArrayList<>();
        reading.accept(records);
        List<NormalizedRecord> stated =
                records.stream().map(NormalizedRecord::of).toList();
        Outbox outbox = new Outbox(context, new Record<>(new byte[0], bytes, 0), feed.rawTopic() + "/0/" + documents++);
        statements.take(scrape, false, 1, stated, outbox);
        context.resetForwards();
    }

    private static Stream<String> underlyings() {
        return IntStream.range(0, UNDERLYINGS)
                .mapToObj(number ->
                        String.format(Locale.ROOT, "%c%cXX%d", 'A' + number / 26, 'A' + number % 26, 3 + number % 2));
    }

    private static void futures(LocalDate session, List<MarketRecord> into) {
        for (int number = 0; number < FUTURES; number++) {
            into.add(new Adjustment(
                    String.format(Locale.ROOT, "%c%c%d", 'A' + number / 26 % 26, 'A' + number % 26, number % 10),
                    String.format(Locale.ROOT, "F%02d", number / 26),
                    session,
                    figure(session, number),
                    figure(session, number - 1),
                    0.25,
                    12.5,
                    Adjustment.Unit.POINTS,
                    null,
                    null,
                    (long) number,
                    "ajustado",
                    provenance()));
        }
    }

    private static void closes(LocalDate session, List<MarketRecord> into) {
        for (int number = 0; number < SHARES; number++) {
            String share = String.format(
                    Locale.ROOT,
                    "%c%c%c%c%d",
                    'A' + number / 676 % 26,
                    'A' + number / 26 % 26,
                    'A' + number % 26,
                    'X',
                    3);
            into.add(new UnderlyingPrice(
                    share,
                    share,
                    session,
                    UnderlyingPrice.Kind.CLOSE,
                    null,
                    figure(session, number),
                    null,
                    provenance()));
        }
    }

    private static void books(
            LocalDate session, int series, String label, List<MarketRecord> into, boolean positions, boolean prices) {
        underlyings().forEach(underlying -> {
            if (positions) {
                into.add(new OpenInterestBook(
                        underlying,
                        session,
                        IntStream.range(0, series)
                                .mapToObj(row -> new OpenInterestBook.Position(
                                        underlying + row + label, figure(session, row), null, null, null))
                                .toList(),
                        provenance()));
            }
            if (prices) {
                into.add(new OptionPricesBook(
                        underlying,
                        session,
                        null,
                        IntStream.range(0, series)
                                .mapToObj(row -> new OptionPricesBook.Price(
                                        underlying + row + label, null, figure(session, row), null, null, null, null))
                                .toList(),
                        provenance()));
            }
        });
    }

    private static MarketRecord seriesBook(String underlying, LocalDate session, int series, String label) {
        return new OptionSeriesBook(
                underlying,
                session,
                IntStream.range(0, series)
                        .mapToObj(row -> new OptionSeriesBook.Series(
                                underlying + row + label,
                                null,
                                OptionSeriesBook.Type.CALL,
                                OptionSeriesBook.Style.AMERICAN,
                                10 + row,
                                session.plusDays(30),
                                1.0))
                        .toList(),
                provenance());
    }

    private static MarketRecord curve(LocalDate session, int curve, int vertices, String label) {
        return new RatesCurve(
                "C" + curve,
                session,
                "curve " + curve + label,
                IntStream.range(0, vertices)
                        .mapToObj(day -> new RatesCurve.Vertex(day + 1, day * 3 / 2 + 1, figure(session, day), false))
                        .toList(),
                provenance());
    }

    private static MarketRecord tick(LocalDate session, int tick) {
        Instant at = session.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(10L * tick));
        return new DxyTick("dxy_" + tick, session, at, figure(session, tick), 0.1, 100.0, provenance());
    }

    private static double figure(LocalDate session, int number) {
        return ((session.toEpochDay() * 7919 + number * 104_729L) % 1_000_000) / 100.0;
    }

    private static Provenance provenance() {
        return new Provenance("generated", Instant.EPOCH, "0".repeat(64));
    }

    private <V> KeyValueStore<String, V> store(String name, Serde<V> serde) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        open.add(store);
        return store;
    }

    private void close() {
        open.forEach(KeyValueStore::close);
    }

    private static long bytes(Path folder, String store) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains(store + File.separator))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }
}
