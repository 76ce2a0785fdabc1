package b3.stream.normalize.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import b3.stream.normalize.revisions.Timeline.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final Map<String, Integer> PRIORITIES = Map.of("best", 10, "between", 20, "fallback", 30);
    private static final Sources PRIORITY = source -> Objects.requireNonNull(PRIORITIES.get(source));

    /** The same sources, of which the fallback decides what exists. */
    private static final Sources DECIDED = new Sources() {
        @Override
        public int priority(String source) {
            return PRIORITY.priority(source);
        }

        @Override
        public boolean decides(String source) {
            return source.equals("fallback");
        }
    };

    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Timeline NONE =
            new Timeline(SESSION, SESSION.atStartOfDay(ZoneOffset.UTC).toInstant(), 0, List.of(), List.of());
    private static final int TIMES = 8;

    @Test
    void aRestatementIsRemembered() {
        for (List<Statement> order : orders(said("best", 1, "x"), said("best", 2, "y"), said("best", 3, "x"))) {
            Timeline timeline = NONE;
            for (Statement statement : order) {
                timeline = timeline.with(statement);
            }
            assertThat(contentAt(timeline, 1)).isEqualTo("x");
            assertThat(contentAt(timeline, 2)).isEqualTo("y");
            assertThat(timeline.now(PRIORITY)).contains(said("best", 3, "x"));
        }
    }

    @Test
    void theFirstOfARepetitionStandsWhateverCameFirst() {
        Timeline timeline = told(NONE.with(said("best", 3, "x")));
        Timeline earlier = timeline.with(said("best", 1, "x"));

        assertThat(earlier.now(PRIORITY)).contains(said("best", 1, "x"));
        assertThat(timeline.to(earlier, PRIORITY))
                .extracting(step -> step.from().getEpochSecond())
                .containsExactly(1L, 3L);
    }

    @Test
    void theSameAgainChangesNothing() {
        Timeline timeline = told(NONE.with(said("best", 1, "x")));

        assertThat(timeline.with(said("best", 1, "x"))).isEqualTo(timeline);
        assertThat(timeline.to(timeline.with(said("best", 2, "x")), PRIORITY)).isEmpty();
    }

    @Test
    void aFallbackStandsForTheTimeAtWhichNothingBetterWasKnown() {
        Timeline late = told(NONE.with(said("best", 2, "x")));
        Timeline both = late.with(said("fallback", 1, "y"));
        List<Step> steps = late.to(both, PRIORITY);

        assertThat(contentAt(both, 1)).isEqualTo("y");
        assertThat(contentAt(both, 2)).isEqualTo("x");
        assertThat(steps).containsExactly(new Step(at(1), null, said("fallback", 1, "y")));
        assertThat(both.told(steps, 1).isLast(steps.get(0))).isFalse();
    }

    @Test
    void whatItsSourceTakesBackLeavesTheFallback() {
        Timeline timeline =
                NONE.with(said("best", 1, "x")).with(said("fallback", 2, "y")).with(said("best", 3, null));

        assertThat(contentAt(timeline, 2)).isEqualTo("x");
        assertThat(timeline.now(PRIORITY)).contains(said("fallback", 2, "y"));
    }

    @Test
    void nothingStandsOnceEverySourceHasTakenItBack() {
        Timeline timeline = NONE.with(said("best", 1, "x")).with(said("best", 3, null));

        assertThat(timeline.now(PRIORITY)).isEmpty();
        assertThat(contentAt(timeline, 2)).isEqualTo("x");
    }

    @Test
    void whatTheDecidingSourceTakesBackIsGoneWhateverABetterOneSays() {
        Timeline timeline = NONE.with(said("best", 1, "x"))
                .with(said("fallback", 2, "y"))
                .with(said("fallback", 4, null))
                .with(said("best", 5, "x"));

        assertThat(timeline.at(at(3), DECIDED)).contains(said("best", 1, "x"));
        assertThat(timeline.at(at(4), DECIDED)).isEmpty();
        assertThat(timeline.now(DECIDED)).as("said once more by the better one").isEmpty();
        assertThat(timeline.with(said("fallback", 6, "y")).now(DECIDED)).contains(said("best", 1, "x"));
    }

    @Test
    void whatTheDecidingSourceHasNeverSaidIsLeftToTheOthers() {
        Timeline timeline = NONE.with(said("best", 1, "x"))
                .with(said("fallback", 2, null))
                .with(said("fallback", 4, "y"))
                .with(said("fallback", 6, null));

        assertThat(timeline.at(at(3), DECIDED)).contains(said("best", 1, "x"));
        assertThat(timeline.at(at(5), DECIDED)).contains(said("best", 1, "x"));
        assertThat(timeline.now(DECIDED)).isEmpty();
    }

    @Test
    void aPreliminaryDocumentNeverReplacesTheFinalOne() {
        Timeline timeline = NONE.with(said("best", 1, "x")).with(preliminary("best", 2, "y"));

        assertThat(timeline.now(PRIORITY)).contains(said("best", 1, "x"));
    }

    @Test
    void aNewerReaderReplacesWhatAnOlderOneReadAndNeverTheOtherWayRound() {
        Statement wrong = new Statement("best", false, at(1), document(1), 1, content("x"));
        Statement right = new Statement("best", false, at(1), document(1), 2, content("y"));

        assertThat(NONE.with(wrong).with(right).now(PRIORITY)).contains(right);
        assertThat(NONE.with(right).with(wrong).now(PRIORITY)).contains(right);
    }

    @Test
    void whatANewerReaderDoesNotFindLeavesWhatWasSaidBefore() {
        Statement wrong = said("best", 2, "y");
        Timeline timeline = NONE.with(said("best", 1, "x")).with(wrong);
        Timeline without = timeline.without(new Statement("best", false, at(2), wrong.document(), 2, null));

        assertThat(without.now(PRIORITY)).contains(said("best", 1, "x"));
        assertThat(told(timeline).to(without, PRIORITY)).hasSize(1);
        assertThat(without.without(said("best", 7, null))).isEqualTo(without);
    }

    @Test
    void ofTwoDocumentsOfOneInstantTheSameOneStandsWhateverCameFirst() {
        Statement one = new Statement("best", false, at(1), document(1), 1, content("x"));
        Statement other = new Statement("best", false, at(1), document(2), 1, content("y"));

        assertThat(NONE.with(one).with(other).now(PRIORITY)).contains(other);
        assertThat(NONE.with(other).with(one).now(PRIORITY)).contains(other);
        assertThat(NONE.with(other).with(one).contradiction(one)).contains(other);
    }

    @Test
    void manyStatementsOfOneSourceAreBoundedAndTheFirstAndTheLastAreKept() {
        Timeline timeline = NONE;
        for (int second = 1; second <= 2 * Timeline.MOST_OF_A_SOURCE; second++) {
            timeline = timeline.with(said("best", second, second % 2 == 0 ? "x" : "y"));
        }

        assertThat(timeline.statements()).hasSize(Timeline.MOST_OF_A_SOURCE);
        assertThat(contentAt(timeline, 1)).isEqualTo("y");
        assertThat(timeline.now(PRIORITY)).contains(said("best", 2 * Timeline.MOST_OF_A_SOURCE, "x"));
    }

    @Test
    void survivesTheStore() {
        Timeline timeline = NONE.with(said("best", 1, "x"))
                .with(said("best", 2, null))
                .with(preliminary("fallback", 3, "y"))
                .without(said("best", 1, null))
                .told(List.of(new Step(at(3), null, null)), 77);

        assertThat(TimelineSerde.read(TimelineSerde.bytes(timeline))).isEqualTo(timeline);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasPublishedAnswersForEveryTimeOfKnowledgeInAnyOrder(int seed) {
        Random random = new Random(seed);
        Sources sources = seed % 2 == 0 ? PRIORITY : DECIDED;
        List<Statement> statements = new ArrayList<>(IntStream.range(0, 3 + random.nextInt(10))
                .mapToObj(number -> anything(random, number))
                .toList());
        List<Statement> corrections = new ArrayList<>(statements.stream()
                .filter(statement -> random.nextInt(3) == 0)
                .map(statement -> readAgain(statement, random))
                .toList());
        List<String> expected = null;
        for (int order = 0; order < 6; order++) {
            Collections.shuffle(statements, random);
            Collections.shuffle(corrections, random);
            Timeline timeline = NONE;
            TreeMap<Instant, Optional<Statement>> published = new TreeMap<>();
            Optional<Statement> last = Optional.empty();
            for (Statement statement : then(statements, corrections)) {
                Timeline next = statement.isRetracted() ? timeline.without(statement) : timeline.with(statement);
                List<Step> steps = timeline.to(next, sources);
                timeline = next.told(steps, 1);
                for (Step step : steps) {
                    published.put(step.from(), Optional.ofNullable(step.current()));
                    if (timeline.isLast(step)) {
                        last = Optional.ofNullable(step.current());
                    }
                }
                assertThat(last.map(Statement::content))
                        .isEqualTo(timeline.now(sources).map(Statement::content));
            }
            List<String> answers = new ArrayList<>();
            for (int second = 0; second <= TIMES; second++) {
                var floor = published.floorEntry(at(second));
                Optional<Statement> answer = floor == null ? Optional.empty() : floor.getValue();
                assertThat(text(answer)).isEqualTo(text(timeline.at(at(second), sources)));
                answers.add(text(answer));
            }
            if (expected == null) {
                expected = answers;
            }
            assertThat(answers).isEqualTo(expected);
        }
    }

    private static String text(Optional<Statement> answer) {
        return answer.map(said -> said.source() + "@" + said.knownAt() + " " + said.document() + " " + said.content())
                .orElse("nothing");
    }

    private static Statement anything(Random random, int number) {
        String source = List.of("best", "between", "fallback").get(random.nextInt(3));
        int second = 1 + random.nextInt(TIMES - 1);
        String content = List.of("x", "y", "z", "").get(random.nextInt(4));
        return new Statement(
                source,
                random.nextInt(4) == 0,
                at(second),
                document(number),
                1,
                content.isEmpty() ? null : content(content));
    }

    /** What a newer reader finds in the same document: something else, or nothing. */
    private static Statement readAgain(Statement statement, Random random) {
        Statement other = anything(random, 0);
        return new Statement(
                statement.source(),
                statement.preliminary(),
                statement.knownAt(),
                statement.document(),
                2,
                random.nextBoolean() ? Statement.RETRACTED : other.content());
    }

    private static List<Statement> then(List<Statement> first, List<Statement> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<List<Statement>> orders(Statement... statements) {
        List<List<Statement>> orders = new ArrayList<>();
        permute(List.of(), List.of(statements), orders);
        return orders;
    }

    private static void permute(List<Statement> begun, List<Statement> rest, List<List<Statement>> orders) {
        if (rest.isEmpty()) {
            orders.add(begun);
        }
        for (Statement next : rest) {
            List<Statement> longer = new ArrayList<>(begun);
            longer.add(next);
            permute(longer, rest.stream().filter(other -> !other.equals(next)).toList(), orders);
        }
    }

    /** A timeline of which everything was published. */
    private static Timeline told(Timeline timeline) {
        return timeline.told(NONE.to(timeline, PRIORITY), 1);
    }

    private static Statement said(String source, int second, @Nullable String content) {
        return new Statement(source, false, at(second), document(second), 1, content == null ? null : content(content));
    }

    private static Statement preliminary(String source, int second, String content) {
        return new Statement(source, true, at(second), document(second), 1, content(content));
    }

    private static @Nullable String contentAt(Timeline timeline, int second) {
        return timeline.at(at(second), PRIORITY)
                .map(statement -> Objects.requireNonNull(statement.content()).substring(0, 2))
                .map(hex -> Character.toString(Integer.parseInt(hex, 16)))
                .orElse(null);
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static String document(int number) {
        return "%032x".formatted(number);
    }

    private static String content(String letter) {
        return "%02x".formatted((int) letter.charAt(0)) + "0".repeat(30);
    }
}
