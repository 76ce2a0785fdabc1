package b3.stream.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Provenance;
import b3.schema.snapshots.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedTest {

    private static final LocalDate SESSION = LocalDate.of(2025, 10, 13);
    private static final List<Instant> TIMES = IntStream.rangeClosed(0, 9)
            .mapToObj(hour -> Instant.parse("2025-10-14T0" + hour + ":00:00Z"))
            .toList();

    /** A message as a reader of both topics has it. */
    private record Told(long number, Instant from, @Nullable Latest latest) {}

    @Test
    void readersKnowWhatFollowsFromTheInputsAtEveryTimeInWhateverOrderTheyCame() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<InputStep> messages = messages(random);
            Map<Instant, String> expected = oracle(messages);
            for (int order = 0; order < 4; order++) {
                Collections.shuffle(messages, random);
                List<InputStep> twice = new ArrayList<>(messages);
                twice.addAll(messages.subList(0, order));
                tell(twice, random, expected, "seed " + seed + ", order " + order);
            }
        }
    }

    /** Tells readers of these messages, with pauses here and there, and compares what they know in the end. */
    private static void tell(List<InputStep> messages, Random random, Map<Instant, String> expected, String place) {
        Map<String, InputStep> inputs = new HashMap<>();
        Published published = Published.NOTHING;
        List<Told> told = new ArrayList<>();
        String last = "nothing";
        for (int i = 0; i < messages.size(); i++) {
            inputs.merge(
                    messages.get(i).key(),
                    messages.get(i),
                    (known, step) -> known.number() < step.number() ? step : known);
            if (i == messages.size() - 1 || random.nextInt(3) == 0) {
                for (Published.Change change : published.to(new Inputs(List.copyOf(inputs.values())))) {
                    published = published.with(change, published.number() + 1);
                    told.add(new Told(published.number(), change.from(), change.latest()));
                    last = change.current() ? text(change.latest()) : last;
                }
            }
        }
        Map<Instant, String> answers = new TreeMap<>();
        TIMES.forEach(time -> answers.put(
                time,
                told.stream()
                        .filter(message -> !message.from().isAfter(time))
                        .max(Comparator.comparing(Told::from).thenComparing(Told::number))
                        .map(message -> text(message.latest()))
                        .orElse("nothing")));
        assertThat(answers).as(place).isEqualTo(expected);
        assertThat(last).as("the last message of the key: %s", place).isEqualTo(answers.get(TIMES.get(9)));
    }

    /** Steps of three contracts, with corrections of single steps and withdrawals. */
    private static List<InputStep> messages(Random random) {
        List<InputStep> messages = new ArrayList<>();
        for (String contract : List.of("X25", "Z25", "F26")) {
            for (int i = 0; i < 5; i++) {
                Latest latest = random.nextInt(3) == 0 ? null : latest(contract, random.nextInt(3));
                Instant from = TIMES.get(random.nextInt(10));
                messages.add(new InputStep("DOL", SESSION, contract, from, messages.size() + 1L, latest));
            }
        }
        return messages;
    }

    /** The rule said otherwise: contract by contract, the first one that expires and stands. */
    private static Map<Instant, String> oracle(List<InputStep> messages) {
        Map<Instant, String> answers = new TreeMap<>();
        for (Instant time : TIMES) {
            String front = "nothing";
            for (String contract : List.of("F26", "Z25", "X25")) {
                String current = messages.stream()
                        .filter(step ->
                                step.contract().equals(contract) && !step.from().isAfter(time))
                        .max(Comparator.comparing(InputStep::from).thenComparing(InputStep::number))
                        .map(step -> text(step.latest()))
                        .orElse("nothing");
                front = current.equals("nothing") ? front : current;
            }
            answers.put(time, front);
        }
        return answers;
    }

    private static String text(@Nullable Latest latest) {
        return latest == null
                ? "nothing"
                : latest.snapshot().contractMonth() + " " + latest.snapshot().value();
    }

    private static Latest latest(String contract, double value) {
        LocalDate expiry = Objects.requireNonNull(Map.of(
                        "X25",
                        LocalDate.of(2025, 11, 3),
                        "Z25",
                        LocalDate.of(2025, 12, 1),
                        "F26",
                        LocalDate.of(2026, 1, 2))
                .get(contract));
        Provenance provenance = new Provenance("b3-price-report", Instant.parse("2025-10-13T22:00:00Z"), "ab");
        return new Latest(
                new Snapshot(
                        Snapshot.Kind.FUTURE,
                        "DOL",
                        null,
                        contract,
                        expiry,
                        SESSION,
                        value,
                        null,
                        null,
                        "POINTS",
                        "ajustado",
                        provenance),
                "https://source",
                "b3.raw.b3-price-report.v1/0/7");
    }
}
