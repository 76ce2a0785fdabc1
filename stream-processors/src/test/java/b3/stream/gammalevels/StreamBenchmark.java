package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.OptionSeriesBook.Type;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * What levels cost in the stream, stores on disk included and the broker left out: from one trade of the dollar to its levels
 * over a chain of 400 series; and the same while a corrected curve of ten sessions back is worked off over the history of
 * many underlyings. In a running stream up to 50 milliseconds pass before a round begins, and up to 100 before its
 * transaction ends.
 */
public final class StreamBenchmark implements GammaObserver {

    private static final LocalDate TODAY = LocalDate.of(2025, 4, 11);
    private static final LocalDate EXPIRY = LocalDate.of(2025, 6, 20);
    private static final int SESSIONS = 60;
    private static final int SHARES = 100;
    private static final int BACK = 10;
    private static final int TICKS = 300;
    private static final Duration ROUND = Duration.ofMillis(50);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<LocalDate> sessions;
    private final TopologyTestDriver driver;
    private final TestOutputTopic<byte[], byte[]> levels;
    private long number;
    private long skipped;
    private int pending;
    private int made;
    private Instant trade = Instant.parse(TODAY + "T13:00:00Z");

    private StreamBenchmark(Path folder) {
        List<LocalDate> all = TradingCalendar.load().sessions(TODAY.minusDays(120), TODAY.minusDays(1));
        sessions = all.subList(all.size() - SESSIONS, all.size());
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "gamma-benchmark");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(GammaTopology.build(GammaConfig.DEFAULT, this, this::nanos), settings, trade);
        levels = driver.createOutputTopic(
                Datasets.GAMMA_LEVELS.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Runs both cases and prints what they cost. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("gamma-benchmark");
        StreamBenchmark benchmark = new StreamBenchmark(folder);
        benchmark.dollar();
        benchmark.ticks("tick to levels, warming up");
        benchmark.ticks("tick to levels");
        benchmark.shares();
        benchmark.unchanged();
        benchmark.correction();
        benchmark.driver.close();
        Files.deleteIfExists(folder);
    }

    @Override
    public void round(Round round) {
        pending = round.pending();
        made += round.made();
    }

    private void dollar() {
        LocalDate session = sessions.get(SESSIONS - 1);
        List<OptionSeriesBook.Series> series = new ArrayList<>();
        List<OpenInterestBook.Position> positions = new ArrayList<>();
        List<OptionPricesBook.Price> prices = new ArrayList<>();
        for (int month = 0; month < 8; month++) {
            LocalDate expiry = LocalDate.of(2025, 5 + month, 2);
            double forward = 5900 + 40.0 * month;
            put(new UnderlyingPrice(
                    "DOL",
                    "DOL" + "KMNQUVXZ".charAt(month) + "25",
                    session,
                    UnderlyingPrice.Kind.SETTLEMENT,
                    null,
                    forward,
                    expiry,
                    known(session)));
            for (int k = 0; k < 50; k++) {
                double strike = 5300 + 50.0 * (k / 2);
                String ticker = "DOL" + month + (k % 2 == 0 ? "C" : "P") + strike;
                Type type = k % 2 == 0 ? Type.CALL : Type.PUT;
                double inside = Math.max(0, k % 2 == 0 ? forward - strike : strike - forward);
                series.add(new OptionSeriesBook.Series(ticker, null, type, Style.EUROPEAN, strike, expiry, 50.0));
                positions.add(new OpenInterestBook.Position(ticker, 100 + 37 * k % 900, null, null, null));
                double premium = inside + 60 * Math.sqrt(month + 1.0) * Math.exp(-Math.abs(strike - forward) / 400);
                prices.add(new OptionPricesBook.Price(ticker, premium, null, null, null, null, null));
            }
        }
        put(new OptionSeriesBook("DOL", session, series, known(session)));
        put(new OpenInterestBook("DOL", session, positions, known(session)));
        put(new OptionPricesBook("DOL", session, null, prices, known(session)));
        put(curve(session, 14.2, known(session)));
        settle();
    }

    private void ticks(String title) {
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < TICKS; i++) {
            settle();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            tick();
            do {
                advance(ROUND);
            } while (levels.isEmpty());
            levels.readRecordsToList();
            wall.add((System.nanoTime() - before) / 1e6);
            cpu.add((threads.getCurrentThreadCpuTime() - cpuBefore) / 1e6);
        }
        print(title + ", CPU", cpu);
        print(title + ", wall", wall);
    }

    private void shares() {
        long before = System.nanoTime();
        made = 0;
        for (LocalDate session : sessions) {
            put(curve(session, 14.2, known(session)));
            for (int i = 0; i < SHARES; i++) {
                share("SH" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + "3", session);
            }
            settle();
        }
        System.out.printf(
                Locale.ROOT, "history: %d calculations in %.1f s%n", made, (System.nanoTime() - before) / 1e9);
    }

    /** Calculations that find their inputs as they were. */
    private void unchanged() {
        settle();
        made = 0;
        // a curve that comes with two sessions behind it, in whose stead another one stands
        put(curve(
                sessions.get(SESSIONS - 1),
                "DI1",
                14.9,
                new Provenance("b3-rates-curve", Instant.parse(TODAY + "T12:00:00Z"), "bb".repeat(32))));
        long cpu = threads.getCurrentThreadCpuTime();
        settle();
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        System.out.printf(Locale.ROOT, "inputs unchanged: %d calculations, CPU %.0f µs each%n", made, cpu / 1e3 / made);
    }

    private void correction() {
        LocalDate session = sessions.get(SESSIONS - 1 - BACK);
        settle();
        made = 0;
        put(curve(
                session, 14.9, new Provenance("b3-rates-curve", Instant.parse(TODAY + "T12:00:00Z"), "bb".repeat(32))));
        advance(GammaConfig.DEFAULT.interval());
        List<Double> latencies = new ArrayList<>();
        long before = System.nanoTime();
        long next = nanos();
        while (pending > 0) {
            if (nanos() >= next) {
                levels.readRecordsToList();
                long ticked = nanos();
                next = ticked + GammaConfig.DEFAULT.interval().toNanos();
                tick();
                do {
                    advance(ROUND);
                } while (levels.readRecordsToList().stream()
                        .noneMatch(message -> Json.utf8(message.key()).startsWith("DOL|")));
                latencies.add((nanos() - ticked) / 1e6);
            } else {
                advance(ROUND);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "corrected curve of %d sessions back: %d calculations in %.1f s%n",
                BACK,
                made,
                (System.nanoTime() - before) / 1e9);
        print("tick to levels meanwhile, 50 ms before each round included", latencies);
    }

    private void tick() {
        // ticks more than an interval apart, so that none of them waits for its turn
        trade = trade.plusSeconds(2);
        put(new UnderlyingPrice(
                "DOL",
                "DOLK25",
                TODAY,
                UnderlyingPrice.Kind.LAST,
                trade,
                5900 + trade.getEpochSecond() % 61,
                LocalDate.of(2025, 5, 2),
                new Provenance("b3-derivative-quotation", trade, "cc".repeat(32))));
    }

    private void share(String share, LocalDate session) {
        List<OptionSeriesBook.Series> series = new ArrayList<>();
        List<OpenInterestBook.Position> positions = new ArrayList<>();
        List<OptionPricesBook.Price> prices = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            double strike = 25 + 0.5 * (k / 2);
            Type type = k % 2 == 0 ? Type.CALL : Type.PUT;
            String ticker = share + type + strike;
            double inside = Math.max(0, k % 2 == 0 ? 32 - strike : strike - 32);
            series.add(new OptionSeriesBook.Series(ticker, null, type, Style.EUROPEAN, strike, EXPIRY, 1.0));
            positions.add(new OpenInterestBook.Position(ticker, 1000 + 31 * k % 700, null, null, null));
            prices.add(new OptionPricesBook.Price(
                    ticker, null, inside + 1.5 * Math.exp(-Math.abs(strike - 32) / 4), null, null, null, null));
        }
        Provenance known = known(session);
        put(new OptionSeriesBook(share, session, series, known));
        put(new OpenInterestBook(share, session, positions, known));
        put(new OptionPricesBook(share, session, null, prices, known));
        put(new UnderlyingPrice(share, share, session, UnderlyingPrice.Kind.CLOSE, null, 32, null, known));
    }

    private static RatesCurve curve(LocalDate session, double rate, Provenance provenance) {
        return curve(session, "PRE", rate, provenance);
    }

    private static RatesCurve curve(LocalDate session, String code, double rate, Provenance provenance) {
        return new RatesCurve(
                code,
                session,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(21, 30, rate, true), new RatesCurve.Vertex(252, 365, rate, true)),
                provenance);
    }

    private static Provenance known(LocalDate session) {
        return new Provenance("b3-price-report", Instant.parse(session + "T22:00:00Z"), "aa".repeat(32));
    }

    private void put(MarketRecord record) {
        Dataset<?> dataset = Datasets.of(record);
        Instant from = record.provenance().knownAt();
        Headers headers = new RecordHeaders();
        CloudEvent.ofJson("id", dataset.topic(), "benchmark", from.toString(), null)
                .writeTo(headers);
        new Revision(++number, from, record.ts(), Revision.Change.NEW, "benchmark/1").writeTo(headers);
        TestInputTopic<byte[], byte[]> topic =
                driver.createInputTopic(dataset.topic(), new ByteArraySerializer(), new ByteArraySerializer());
        topic.pipeInput(new TestRecord<>(record.businessKey().getBytes(UTF_8), Json.bytes(record), headers, from));
    }

    private void settle() {
        do {
            advance(GammaConfig.DEFAULT.interval());
            levels.readRecordsToList();
        } while (pending > 0);
    }

    /** The clock of the stream: what passes, and what is skipped instead of being waited for. */
    private long nanos() {
        return System.nanoTime() + skipped;
    }

    private void advance(Duration time) {
        skipped += time.toNanos();
        driver.advanceWallClockTime(time);
    }

    private static void print(String title, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, p99 %.1f ms, most %.1f ms of %d%n",
                title,
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }
}
