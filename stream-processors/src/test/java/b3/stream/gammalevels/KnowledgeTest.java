package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.stream.gammalevels.History.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands as of any time of knowledge is the calculation on the inputs as they stood then, whatever came first. */
class KnowledgeTest {

    @TempDir
    Path state;

    @Test
    void theAnswerAsOfATimeIsTheCalculationOnTheInputsKnownByThen() {
        Map<Instant, Map<String, String>> answers = answers(History.messages(), new Random(1), false);
        for (Instant time : History.times()) {
            try (GammaDriver driver = new GammaDriver(state)) {
                History.messages().stream()
                        .filter(said -> !said.standsFrom().isAfter(time))
                        .forEach(said -> said.to(driver, false));
                assertThat(differences(Map.of(time, driver.last()), answers))
                        .as("as of %s", time)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyOrderOfEverythingThatBecameKnownEndsInTheSameAnswersForEveryTime() {
        Map<Instant, Map<String, String>> expected = answers(History.messages(), new Random(1), false);
        assertThat(expected.values().stream().distinct()).hasSizeGreaterThan(8);
        for (int round = 0; round < 12; round++) {
            Random chance = new Random(round);
            List<Said> messages = new ArrayList<>(History.messages());
            Collections.shuffle(messages, chance);
            assertThat(differences(expected, answers(messages, chance, true)))
                    .as("order %s", round)
                    .isEmpty();
        }
    }

    /** Times and keys of which two answers differ, and how. */
    private static List<String> differences(
            Map<Instant, Map<String, String>> expected, Map<Instant, Map<String, String>> seen) {
        List<String> differences = new ArrayList<>();
        expected.forEach((time, answer) -> {
            Map<String, String> other = seen.getOrDefault(time, Map.of());
            Stream.concat(answer.keySet().stream(), other.keySet().stream())
                    .distinct()
                    .filter(key -> !Objects.equals(answer.get(key), other.get(key)))
                    .forEach(
                            key -> differences.add(time + " " + key + ": " + excerpt(answer.get(key), other.get(key))));
        });
        return differences;
    }

    /** Where two texts part. */
    private static String excerpt(@Nullable String expected, @Nullable String seen) {
        if (expected == null || seen == null) {
            return expected == null ? "expected none" : "saw none";
        }
        int end = 0;
        while (expected.charAt(end) == seen.charAt(end)) {
            end++;
        }
        int begin = Math.max(0, end - 60);
        return "expected …" + expected.substring(begin, Math.min(end + 100, expected.length())) + "…, saw …"
                + seen.substring(begin, Math.min(end + 100, seen.length()));
    }

    /** The answers for every time; and that what stands now is the answer without an end of knowledge. */
    private Map<Instant, Map<String, String>> answers(List<Said> messages, Random chance, boolean disturbed) {
        try (GammaDriver driver = new GammaDriver(state)) {
            for (Said said : messages) {
                said.to(driver, disturbed && chance.nextBoolean());
                if (disturbed && chance.nextInt(3) == 0) {
                    driver.advance(Duration.ofMillis(chance.nextInt(2000)));
                }
                if (disturbed && chance.nextInt(15) == 0) {
                    driver.restart();
                }
                if (disturbed && chance.nextInt(5) == 0) {
                    said.to(driver, chance.nextBoolean());
                }
            }
            assertThat(differences(Map.of(Instant.MAX, driver.last()), Map.of(Instant.MAX, driver.asOf(Instant.MAX))))
                    .isEmpty();
            Map<Instant, Map<String, String>> answers = new TreeMap<>();
            History.times().forEach(time -> answers.put(time, driver.asOf(time)));
            return answers;
        }
    }
}
