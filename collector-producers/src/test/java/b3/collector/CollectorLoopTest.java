package b3.collector;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.collector.fetch.Http;
import b3.collector.publish.DocumentTooLargeException;
import b3.collector.publish.Publisher;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.collector.testing.ManualTime;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The source is asked at 18:30, 19:00 and so on until 23:00 and at 06:00 of the next day; the deadline is 12:00 of the next
 * day; the source keeps three past sessions.
 */
class CollectorLoopTest {

    private static final LocalDate MONDAY = LocalDate.parse("2025-05-05");
    private static final LocalDate TUESDAY = LocalDate.parse("2025-05-06");

    private final ManualTime time = new ManualTime("2025-05-05T21:00:00Z");
    private final RecordingPublisher publisher = new RecordingPublisher();
    private String product = "";
    private int catchUpSessions = 3;
    private boolean keepsOneDocument;
    private Function<LocalDate, Fetched> source = session -> document("of " + session);
    private CollectorLoop loop = newLoop();

    @Test
    void asksAtTheSlotsOfTheSessionAndNotBefore() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");

        runUntil("2025-05-05T21:29:59Z");
        assertThat(publisher.jobs).isEmpty();

        runUntil("2025-05-05T22:15:00Z");
        assertThat(publisher.jobs).extracting(Job::session).containsExactly(MONDAY, MONDAY);
        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED, UNCHANGED);
        assertThat(publisher.jobs)
                .extracting(Job::startedAt)
                .containsExactly(Instant.parse("2025-05-05T21:30:00Z"), Instant.parse("2025-05-05T22:00:00Z"));
        assertThat(publisher.jobs.get(1).nextAttemptAt()).isEqualTo("2025-05-05T22:30:00Z");
        assertThat(publisher.jobs).extracting(Job::attempt).containsExactly(1, 2);
    }

    @Test
    void asksForNothingOnHolidaysAndWeekends() throws Exception {
        knows("2025-04-25", "2025-04-28", "2025-04-29", "2025-04-30");
        time.set("2025-05-01T10:00:00Z");

        runUntil("2025-05-02T21:00:00Z");

        assertThat(publisher.jobs).as("1 May is Labour Day").isEmpty();
        runUntil("2025-05-05T21:00:00Z");
        assertThat(publisher.jobs).extracting(Job::session).containsOnly(LocalDate.parse("2025-05-02"));
        assertThat(publisher.jobs.get(publisher.jobs.size() - 1).startedAt())
                .as("Friday's last slot")
                .isEqualTo("2025-05-03T09:00:00Z");
    }

    @Test
    void catchesUpTheOldestSessionFirstAndOnlyWhatTheSourceStillHas() throws Exception {
        knows("2025-04-30");

        runUntil("2025-05-05T21:00:30Z");

        assertThat(publisher.jobs)
                .extracting(job -> job.session().toString())
                .containsExactly("2025-04-29", "2025-05-02");
        assertThat(publisher.documents).hasSize(2);
    }

    @Test
    void catchesUpSlotsMissedWhileStopped() throws Exception {
        knows("2025-04-29", "2025-04-30");
        publisher.known.put(LocalDate.parse("2025-05-02"), found("2025-05-02", "2025-05-02T21:30:00Z"));

        runUntil("2025-05-05T21:00:30Z");

        assertThat(publisher.jobs)
                .extracting(job -> job.session().toString())
                .as("found at 18:30 only; a later version may have come")
                .containsExactly("2025-05-02");
    }

    @Test
    void aRestartPublishesNothingTwice() throws Exception {
        runUntil("2025-05-05T21:40:00Z");
        int published = publisher.documents.size();
        publisher.jobs.forEach(job -> publisher.known.put(job.session(), job));
        publisher.jobs.clear();
        loop = newLoop();

        runUntil("2025-05-05T22:10:00Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(UNCHANGED);
        assertThat(publisher.documents).hasSize(published);
    }

    @Test
    void otherBytesForTheSameSessionAreACorrection() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        runUntil("2025-05-05T21:40:00Z");
        source = session -> document("corrected");
        runUntil("2025-05-05T22:10:00Z");
        source = session -> document("of " + session);
        runUntil("2025-05-05T22:40:00Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED, FETCHED, FETCHED);
        assertThat(publisher.documents)
                .extracting(document -> new String(document.bytes(), UTF_8))
                .containsExactly("of 2025-05-05", "corrected", "of 2025-05-05");
    }

    @Test
    void anotherSessionsDocumentIsNotThisOnes() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        source = session -> document("of 2025-05-02");
        runUntil("2025-05-05T21:30:10Z");

        assertThat(publisher.documents).isEmpty();
        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(NOT_PUBLISHED);
        assertThat(publisher.jobs.get(0).detail()).contains("document of 2025-05-02");

        source = session -> Fetched.nothing(UNCHANGED, 304, "not changed");
        runUntil("2025-05-05T21:31:00Z");
        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(NOT_PUBLISHED, NOT_PUBLISHED);
    }

    @Test
    void anotherSessionsDocumentIsNoCorrection() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        runUntil("2025-05-05T21:40:00Z");
        source = session -> document("of 2025-05-02");
        runUntil("2025-05-05T22:00:10Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED, NOT_PUBLISHED);
        assertThat(publisher.documents).hasSize(1);
    }

    @Test
    void aDocumentThatIsKeptUpToDateIsThatOfEverySessionAndPublishedWhenItChanges() throws Exception {
        knows("2025-05-02");
        keepsOneDocument = true;
        catchUpSessions = 0;
        loop = newLoop();
        source = session -> document("of 2025-05-02");
        runUntil("2025-05-05T21:40:00Z");
        assertThat(publisher.jobs)
                .as("as served before")
                .extracting(Job::outcome)
                .containsExactly(UNCHANGED);

        source = session -> document("longer");
        runUntil("2025-05-05T22:10:00Z");
        source = session -> document("of 2025-05-02");
        runUntil("2025-05-06T21:40:00Z");

        assertThat(publisher.documents)
                .as("what was taken back is news")
                .extracting(document -> new String(document.bytes(), UTF_8))
                .containsExactly("longer", "of 2025-05-02");
        assertThat(publisher.jobs.get(publisher.jobs.size() - 1))
                .extracting(Job::session, Job::outcome)
                .containsExactly(TUESDAY, UNCHANGED);
    }

    @Test
    void everythingAboutAnAttemptIsRecorded() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        source = session -> {
            time.advance(Duration.ofMillis(1880));
            return document("figures");
        };
        runUntil("2025-05-05T21:30:10Z");

        RawScrape published = publisher.documents.get(0);
        assertThat(publisher.jobs)
                .containsExactly(new Job(
                        "b3-price-report",
                        null,
                        MONDAY,
                        Instant.parse("2025-05-05T21:30:00Z"),
                        FETCHED,
                        200,
                        7L,
                        published.sha256(),
                        1880,
                        1,
                        Instant.parse("2025-05-05T22:00:00Z"),
                        null,
                        new b3.schema.Provenance(
                                "b3-price-report", Instant.parse("2025-05-05T21:30:01.880Z"), published.sha256())));
        assertThat(published.fetchedAt()).isEqualTo("2025-05-05T21:30:01.880Z");
    }

    @Test
    void notChangedSinceWePublishedIsUnchanged() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        runUntil("2025-05-05T21:40:00Z");
        source = session -> Fetched.nothing(UNCHANGED, 304, "not changed");
        runUntil("2025-05-05T22:10:00Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED, UNCHANGED);
        assertThat(publisher.jobs.get(1).sha256())
                .isEqualTo(publisher.jobs.get(0).sha256());
        assertThat(publisher.documents).hasSize(1);
    }

    @Test
    void pausesGrowUntilTheDocumentComesOrTheNextSlot() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        source = session -> Fetched.nothing(NOT_PUBLISHED, 404, "not yet");

        runUntil("2025-05-06T02:10:00Z");

        List<Duration> pauses = pauses();
        for (int i = 0; i < 4; i++) {
            long nominal = 30L << i;
            assertThat(pauses.get(i).toSeconds()).isBetween(nominal * 8 / 10, nominal * 12 / 10);
        }
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(36)));
        assertThat(publisher.jobs)
                .extracting(Job::startedAt)
                .contains(Instant.parse("2025-05-05T22:00:00Z"), Instant.parse("2025-05-06T02:00:00Z"));
    }

    @Test
    void anAbsentDocumentIsGivenUpAtTheDeadlineAndThenOverdue() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        source = session -> Fetched.nothing(NOT_PUBLISHED, 404, "not yet");
        runUntil("2025-05-06T20:00:00Z");

        Job last = publisher.jobs.get(publisher.jobs.size() - 1);
        assertThat(last.session()).isEqualTo(MONDAY);
        assertThat(last.startedAt())
                .isBetween(Instant.parse("2025-05-06T15:00:00Z"), Instant.parse("2025-05-06T15:36:00Z"));
        assertThat(last.nextAttemptAt()).isNull();
        assertThat(loop.condition().overdue()).containsExactly(MONDAY);
        assertThat(loop.condition().problem()).isNull();
    }

    @Test
    void aSourceInTroubleIsAskedOnPastTheDeadline() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        source = session -> Fetched.nothing(FAILED, 503, "down");
        runUntil("2025-05-06T20:00:00Z");
        assertThat(loop.condition().problem()).contains("down");

        source = session -> document("of " + session);
        runUntil("2025-05-06T20:40:00Z");

        assertThat(publisher.documents).extracting(RawScrape::session).containsExactly(MONDAY);
        assertThat(loop.condition().problem()).isNull();
        assertThat(loop.condition().overdue()).isEmpty();
    }

    @Test
    void threeTroublesInARowStopAllAttemptsForAWhile() throws Exception {
        source = session -> Fetched.nothing(FAILED, null, "reset");

        runUntil("2025-05-05T21:00:05Z");
        assertThat(publisher.jobs).as("three different sessions, then none").hasSize(3);

        runUntil("2025-05-05T21:01:30Z");
        assertThat(publisher.jobs).hasSize(3);
        runUntil("2025-05-05T21:02:30Z");
        assertThat(publisher.jobs)
                .as("one attempt shows that the source is still down")
                .hasSize(4);
        source = session -> document("of " + session);
        runUntil("2025-05-05T21:10:00Z");
        assertThat(publisher.documents)
                .as("back: all the others follow at once")
                .hasSize(3);
    }

    @Test
    void retryAfterIsHonouredForEverySession() throws Exception {
        source = session -> new Fetched(BLOCKED, null, 429, Duration.ofMinutes(10), "too many requests");

        runUntil("2025-05-05T21:09:59Z");
        assertThat(publisher.jobs).hasSize(1);
        assertThat(publisher.jobs.get(0).nextAttemptAt()).isEqualTo("2025-05-05T21:10:00Z");
        runUntil("2025-05-05T21:10:01Z");
        assertThat(publisher.jobs).hasSize(2);
    }

    @Test
    void anAttemptThatCannotBeRecordedIsMadeAgain() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        publisher.outage = new IllegalStateException("no broker");
        runUntil("2025-05-05T21:35:00Z");
        assertThat(loop.condition().problem()).contains("no broker");
        assertThat(publisher.jobs).isEmpty();

        publisher.outage = null;
        runUntil("2025-05-05T21:45:00Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED);
        assertThat(publisher.jobs.get(0).attempt()).isEqualTo(1);
        assertThat(loop.condition().problem()).isNull();
    }

    @Test
    void aDocumentTooLargeToCarryIsRejected() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        publisher.tooLarge = true;
        runUntil("2025-05-05T21:30:05Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(REJECTED);
        assertThat(publisher.jobs.get(0).detail()).isEqualTo("too large");
        assertThat(publisher.jobs.get(0).sha256()).isNotNull();
        assertThat(publisher.jobs.get(0).bytes()).isEqualTo(13);
    }

    @Test
    void aBugInOneCollectorIsAFailedAttempt() throws Exception {
        source = session -> {
            throw new IllegalStateException("never thought of this");
        };
        runUntil("2025-05-05T21:00:01Z");

        assertThat(publisher.jobs).extracting(Job::outcome).containsOnly(FAILED);
        assertThat(publisher.jobs.get(0).detail())
                .as("the message may hold what was sent")
                .isEqualTo("a bug: IllegalStateException");
    }

    @Test
    void byHandEverySessionIsAskedForAFewTimes() throws Exception {
        Map<LocalDate, Integer> asked = new HashMap<>();
        source = session -> asked.merge(session, 1, Integer::sum) < 3 && session.equals(TUESDAY)
                ? Fetched.nothing(FAILED, 500, "hiccup")
                : document("of " + session);
        List<Outcome> done = new ArrayList<>();

        loop.fetch(List.of(MONDAY, TUESDAY), job -> done.add(job.outcome()));

        assertThat(done).containsExactly(FETCHED, FETCHED);
        assertThat(publisher.jobs).extracting(Job::outcome).containsExactly(FETCHED, FAILED, FAILED, FETCHED);

        source = session -> Fetched.nothing(FAILED, 500, "down");
        loop.fetch(List.of(MONDAY), job -> done.add(job.outcome()));
        assertThat(done).containsExactly(FETCHED, FETCHED, FAILED);
        assertThat(publisher.jobs).hasSize(8);

        source = session -> new Fetched(BLOCKED, null, 429, Duration.ofHours(1), "come back later");
        loop.fetch(List.of(MONDAY), job -> done.add(job.outcome()));
        assertThat(publisher.jobs).as("nobody waits an hour by hand").hasSize(9);
    }

    @Test
    void aSourceThatIsOverwrittenIsNotAskedForAnOldSession() throws Exception {
        catchUpSessions = 0;
        loop = newLoop();
        List<Job> done = new ArrayList<>();

        loop.fetch(List.of(LocalDate.parse("2025-02-03"), MONDAY), done::add);

        assertThat(done).extracting(Job::outcome).containsExactly(NOT_PUBLISHED, FETCHED);
        assertThat(done.get(0).detail()).contains("the current session only");
        assertThat(publisher.documents).extracting(RawScrape::session).containsExactly(MONDAY);
    }

    @Test
    void aPartHasItsOwnAttemptsDocumentsAndMemory() throws Exception {
        knows("2025-04-29", "2025-04-30", "2025-05-02");
        product = "DOL";
        loop = newLoop();
        source = session -> document("of " + session + " DOL");
        runUntil("2025-05-05T21:40:00Z");

        assertThat(loop.name()).isEqualTo("b3-price-report:DOL");
        assertThat(publisher.asked).containsOnly("b3-price-report:DOL");
        assertThat(publisher.jobs).extracting(Job::part).containsOnly("DOL");
        assertThat(publisher.documents).extracting(RawScrape::part).containsOnly("DOL");
        assertThat(publisher.documents)
                .extracting(RawScrape::key)
                .as("nothing was known of this product")
                .contains("b3-price-report|2025-04-29|DOL", "b3-price-report|2025-05-05|DOL");
    }

    @Test
    void theProcessesOwnZoneChangesNothing() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            loop = newLoop();
            catchesUpTheOldestSessionFirstAndOnlyWhatTheSourceStillHas();
            publisher.jobs.clear();
            runUntil("2025-05-05T21:40:00Z");
            assertThat(publisher.jobs).extracting(Job::session).containsExactly(MONDAY);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            CollectorLoop real = new CollectorLoop(
                    collector(),
                    http(),
                    new CollectorLoop.Shared(publisher, Time.of(java.time.Clock.systemUTC()), new Random(1)));
            real.run();
        });
        thread.start();
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    private void runUntil(String until) throws InterruptedException {
        Instant end = Instant.parse(until);
        while (true) {
            Instant next = loop.step();
            if (next.isAfter(end)) {
                time.set(until);
                return;
            }
            time.waitUntil(next);
        }
    }

    private List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < publisher.jobs.size(); i++) {
            pauses.add(Duration.between(
                    publisher.jobs.get(i - 1).startedAt(), publisher.jobs.get(i).startedAt()));
        }
        return pauses;
    }

    private void knows(String... sessions) {
        Stream.of(sessions)
                .forEach(session ->
                        publisher.known.put(LocalDate.parse(session), found(session, "2025-05-05T20:59:00Z")));
    }

    private static Job found(String session, String at) {
        RawScrape scrape = new RawScrape(
                Feeds.PRICE_REPORT.name(),
                LocalDate.parse(session),
                ("of " + session).getBytes(UTF_8),
                "text/plain",
                "http://localhost",
                Instant.parse(at),
                200);
        return new Job(
                scrape.feed(),
                null,
                LocalDate.parse(session),
                Instant.parse(at),
                FETCHED,
                200,
                13L,
                scrape.sha256(),
                1,
                1,
                null,
                null,
                new b3.schema.Provenance(scrape.feed(), Instant.parse(at), scrape.sha256()));
    }

    private static Fetched document(String text) {
        Document document =
                new Document(text.getBytes(UTF_8), "text/plain", "http://localhost", new Version(null, null));
        return new Fetched(FETCHED, document, 200, null, null);
    }

    private CollectorLoop newLoop() {
        return new CollectorLoop(collector(), http(), new CollectorLoop.Shared(publisher, time, new Random(7)));
    }

    private Http http() {
        return new Http(new Http.Shared("test", time, null), collector().source());
    }

    private Collector collector() {
        return new Collector() {
            @Override
            public Feed feed() {
                return Feeds.PRICE_REPORT;
            }

            @Override
            public String product() {
                return product;
            }

            @Override
            public boolean keepsOneDocument() {
                return keepsOneDocument;
            }

            @Override
            public Source source() {
                Source settings =
                        LocalSource.settings(URI.create("http://localhost"), Duration.ofSeconds(1), Duration.ZERO);
                return new Source(
                        settings.enabled(),
                        settings.url(),
                        settings.schedule(),
                        settings.deadline(),
                        catchUpSessions,
                        settings.timeout(),
                        settings.pace(),
                        settings.fallback());
            }

            @Override
            public Fetched fetch(LocalDate session, Http http) {
                return source.apply(session);
            }
        };
    }

    private static final class RecordingPublisher implements Publisher {
        private final Map<LocalDate, Job> known = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final List<Job> jobs = new ArrayList<>();
        private final List<RawScrape> documents = new ArrayList<>();
        private @Nullable RuntimeException outage;
        private boolean tooLarge;

        @Override
        public Map<LocalDate, Job> found(String feed, String product) {
            asked.add(product.isEmpty() ? feed : feed + ":" + product);
            return product.isEmpty() ? known : Map.of();
        }

        @Override
        public void publish(Job job, @Nullable RawScrape document) {
            if (outage != null) {
                throw outage;
            }
            if (document != null) {
                if (tooLarge) {
                    throw new DocumentTooLargeException("too large");
                }
                documents.add(document);
            }
            jobs.add(job);
        }
    }
}
