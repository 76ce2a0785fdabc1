package b3.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.collector.publish.Publisher;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.collector.testing.ManualTime;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs by hand: every product is asked for; what is shown, and how the run ends. */
class CollectorThreadsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2025-05-05");
    private static final String BANK = "of-banks";
    private static final CollectorConfig.Run ONE_SESSION = new CollectorConfig.Run(false, MONDAY, null, null);
    private static final CollectorConfig.Run ONCE = new CollectorConfig.Run(true, null, null, null);
    private static final CollectorConfig.Run A_WEEK =
            new CollectorConfig.Run(false, null, LocalDate.parse("2025-04-28"), LocalDate.parse("2025-05-04"));

    private final ManualTime time = new ManualTime("2025-05-05T23:00:00Z");
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void everyPartIsAskedForEverySession() throws Exception {
        assertThat(run(A_WEEK, Outcome.FETCHED, "DOL", "IND")).isZero();
        assertThat(shown.toString(UTF_8))
                .as("Labour Day is no session")
                .contains("\rb3-derivative-quotation:DOL [##############################] 4/4 2025-05-02 FETCHED")
                .contains("\rb3-derivative-quotation:IND [#######.......................] 1/4 2025-04-28 FETCHED")
                .contains("{FETCHED=8}");
    }

    @ParameterizedTest
    @CsvSource({
        "FETCHED, 0",
        "UNCHANGED, 0",
        "NOT_PUBLISHED, 0",
        "BLOCKED, 1",
        "FAILED, 1",
        "REJECTED, 1",
    })
    void theExitCodeTellsWhetherASourceWasInTrouble(Outcome outcome, int exitCode) throws Exception {
        assertThat(run(ONE_SESSION, outcome, "")).isEqualTo(exitCode);
        assertThat(run(ONCE, outcome, "")).isEqualTo(exitCode);
    }

    @Test
    void nothingDueAndAHolidayAreSaid() throws Exception {
        time.set("2025-05-05T15:00:00Z");
        assertThat(run(ONCE, Outcome.FETCHED, "")).as("catches up").isZero();
        CollectorConfig.Run holiday = new CollectorConfig.Run(false, LocalDate.parse("2025-05-01"), null, null);
        assertThat(run(holiday, Outcome.FETCHED, "")).isEqualTo(2);
        assertThat(shown.toString(UTF_8))
                .contains("session: expected a day that one of the sources publishes for, saw 2025-05-01");
    }

    @ParameterizedTest
    @CsvSource({"2202-05-10,,", "1998-01-05,,", ",1998-01-05,2025-05-05", ",2025-05-05,2202-05-10"})
    void aDayThatNoCalendarKnowsIsWrongUsage(
            @Nullable LocalDate session, @Nullable LocalDate from, @Nullable LocalDate to) throws Exception {
        assertThat(run(new CollectorConfig.Run(false, session, from, to), Outcome.FETCHED, ""))
                .isEqualTo(2);
        assertThat(shown.toString(UTF_8)).hasLineCount(1).contains("expected a day from 2000-01-01 to 2079-12-31");
    }

    @Test
    void everySourceIsAskedForTheDaysOfItsOwnCalendar() throws Exception {
        CollectorConfig.Run yearsEnd =
                new CollectorConfig.Run(false, null, LocalDate.parse("2024-12-20"), LocalDate.parse("2025-01-03"));
        assertThat(run(yearsEnd, Outcome.FETCHED, "DOL", BANK)).isZero();
        assertThat(shown.toString(UTF_8))
                .as("24 and 31 December have no session, but banks are open")
                .contains("DOL [##############################] 7/7 2025-01-03 FETCHED")
                .contains(BANK + " [##############################] 9/9 2025-01-03 FETCHED")
                .contains("2024-12-24 FETCHED")
                .contains("2024-12-31 FETCHED");
    }

    @Test
    void aBankDayWithoutASessionIsAskedOfTheCentralBankAlone() throws Exception {
        CollectorConfig.Run christmasEve = new CollectorConfig.Run(false, LocalDate.parse("2024-12-24"), null, null);
        assertThat(run(christmasEve, Outcome.FETCHED, "DOL", BANK)).isZero();
        assertThat(shown.toString(UTF_8)).contains(BANK).contains("{FETCHED=1}");
        assertThat(run(christmasEve, Outcome.FETCHED, "DOL")).isEqualTo(2);
    }

    private int run(CollectorConfig.Run wish, Outcome outcome, String... products) throws InterruptedException {
        CollectorLoop.Shared shared = new CollectorLoop.Shared(new ForgetfulPublisher(), time, new Random(1));
        Http.Shared web = new Http.Shared("test", time, null);
        List<CollectorLoop> loops = Stream.of(products)
                .map(product -> new Scripted(product, outcome))
                .map(each -> new CollectorLoop(each, new Http(web, each.source()), shared))
                .toList();
        return new CollectorThreads(loops, false).once(wish, new PrintStream(shown, true, UTF_8));
    }

    /** Gives every request the same answer. */
    private record Scripted(String product, Outcome outcome) implements Collector {

        @Override
        public Feed feed() {
            return Feeds.DERIVATIVE_QUOTATION;
        }

        @Override
        public TradingCalendar calendar() {
            return product.equals(BANK) ? TradingCalendar.ofBanks() : TradingCalendar.load();
        }

        @Override
        public Source source() {
            return LocalSource.settings(java.net.URI.create("http://localhost"), Duration.ofSeconds(1), Duration.ZERO);
        }

        @Override
        public Fetched fetch(LocalDate session, Http http) {
            Fetched.Document document = new Fetched.Document(
                    (product + session).getBytes(UTF_8), "text/plain", "file:x", new Fetched.Version(null, null));
            return new Fetched(outcome, document, 200, null, "said so");
        }
    }

    /** Accepts every record and remembers none. */
    private static final class ForgetfulPublisher implements Publisher {

        @Override
        public Map<LocalDate, Job> found(String feed, String product) {
            return Map.of();
        }

        @Override
        public void publish(Job job, @Nullable RawScrape document) {}
    }
}
