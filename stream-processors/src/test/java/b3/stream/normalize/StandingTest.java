package b3.stream.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import b3.schema.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final String BEST = "b3-price-report";
    private static final String FALLBACK = "b3-settlement-page";
    private static final String BETWEEN = "b3-trade-information";
    private static final Comparator<Revision> TRUST = Revision.byRank(Datasets.ADJUSTMENTS);

    private Standing standing = Standing.NONE;

    @Test
    void publishesWhatIsNew() {
        assertThat(offer(revision(BEST, 1, "x"))).containsExactly("b3-price-report@1=x");
    }

    @Test
    void staysSilentOnARedelivery() {
        offer(revision(BEST, 1, "x"));
        assertThat(offer(revision(BEST, 1, "x"))).isEmpty();
    }

    @Test
    void staysSilentOnTheSameContentLater() {
        offer(revision(BEST, 1, "x"));
        assertThat(offer(revision(BEST, 2, "x"))).isEmpty();
    }

    @Test
    void publishesACorrection() {
        offer(revision(BEST, 1, "x"));
        assertThat(offer(revision(BEST, 2, "y"))).containsExactly("b3-price-report@2=y");
        assertThat(offer(revision(BEST, 3, "x"))).containsExactly("b3-price-report@3=x");
    }

    @Test
    void publishesAnOlderRevisionAndTheStandingOneBehindIt() {
        offer(revision(BEST, 2, "y"));
        assertThat(offer(revision(BEST, 1, "x"))).containsExactly("b3-price-report@1=x", "b3-price-report@2=y");
        assertThat(offer(revision(BEST, 1, "x"))).isEmpty();
    }

    @Test
    void publishesTheSameContentKnownEarlierOnce() {
        offer(revision(BEST, 2, "x"));
        assertThat(offer(revision(BEST, 1, "x"))).containsExactly("b3-price-report@1=x", "b3-price-report@2=x");
        assertThat(offer(revision(BEST, 1, "x"))).isEmpty();
        assertThat(offer(revision(BEST, 2, "x"))).isEmpty();
    }

    @Test
    void aFallbackBehindTheBetterSourceIsComparedAndNotPublished() {
        offer(revision(BEST, 1, "x"));
        Standing.Answer answer = standing.offer(revision(FALLBACK, 2, "y"), TRUST);
        assertThat(answer.messages()).isEmpty();
        assertThat(answer.rivals()).extracting(Revision::source).containsExactly(BEST);
    }

    @Test
    void aFallbackAheadOfTheBetterSourceStandsUntilItComes() {
        assertThat(offer(revision(FALLBACK, 1, "y"))).containsExactly("b3-settlement-page@1=y");
        Standing.Answer answer = standing.offer(revision(BEST, 2, "x"), TRUST);
        assertThat(texts(answer)).containsExactly("b3-price-report@2=x");
        assertThat(answer.rivals()).extracting(Revision::source).containsExactly(FALLBACK);
        standing = answer.next();
        assertThat(offer(revision(FALLBACK, 3, "z"))).isEmpty();
        assertThat(offer(revision(FALLBACK, 0, "w"))).isEmpty();
    }

    @Test
    void aBetterSourceThatKnewItEarlierStandsAllTheSame() {
        offer(revision(FALLBACK, 5, "y"));
        assertThat(offer(revision(BEST, 1, "x"))).containsExactly("b3-price-report@1=x");
    }

    @Test
    void theSourceThatStandsIsHeldAgainstEveryOtherAndTheOthersAgainstIt() {
        offer(revision(FALLBACK, 1, "y"));
        offer(revision(BETWEEN, 2, "y"));
        Standing.Answer best = standing.offer(revision(BEST, 3, "x"), TRUST);
        assertThat(best.rivals()).extracting(Revision::source).containsExactly(BETWEEN, FALLBACK);
        Standing.Answer again = best.next().offer(revision(FALLBACK, 4, "z"), TRUST);
        assertThat(again.rivals()).extracting(Revision::source).containsExactly(BEST);
    }

    @Test
    void anEarlierQuoteThatBecomesKnownLaterDoesNotStand() {
        offer(quote(18, 19, "evening"));
        assertThat(offer(quote(10, 30, "morning")))
                .containsExactly("b3-price-report@30=morning", "b3-price-report@19=evening");
        assertThat(last(standing)).isEqualTo("b3-price-report@19=evening");
    }

    @Test
    void twoQuotesThatBecomeKnownTogetherAreNoClash() {
        offer(quote(18, 30, "evening"));
        Standing.Answer answer = standing.offer(quote(10, 30, "morning"), TRUST);
        assertThat(answer.clash()).isNull();
        assertThat(last(answer.next())).isEqualTo("b3-price-report@30=evening");
    }

    @Test
    void aPreliminaryRevisionThatBecomesKnownAfterTheFinalOneIsNotPublished() {
        offer(revision(BEST, 1, "final"));
        assertThat(offer(preliminary(2, "partial"))).isEmpty();
        assertThat(offer(preliminary(1, "partial at the same time"))).isEmpty();
        assertThat(last(standing)).isEqualTo("b3-price-report@1=final");
    }

    @Test
    void aFinalRevisionReplacesAPreliminaryOneWheneverEitherBecameKnown() {
        offer(preliminary(2, "partial"));
        assertThat(offer(revision(BEST, 1, "final"))).containsExactly("b3-price-report@1=final");
        assertThat(last(standing)).isEqualTo("b3-price-report@1=final");
    }

    @Test
    void aPreliminaryRevisionOfBeforeTheFinalOneIsPublishedAndTheFinalOneBehindIt() {
        offer(revision(BEST, 2, "final"));
        assertThat(offer(preliminary(1, "partial")))
                .containsExactly("b3-price-report@1=partial", "b3-price-report@2=final");
    }

    @Test
    void aFinalRevisionThatSaysTheSameAsThePreliminaryOneIsSilentAndFinal() {
        offer(preliminary(1, "x"));
        assertThat(offer(revision(BEST, 2, "x"))).isEmpty();
        assertThat(offer(preliminary(3, "y"))).isEmpty();
        assertThat(last(standing)).isEqualTo("b3-price-report@2=x");
    }

    @Test
    void aRevisionOfAStoreThatKnewNoPreliminaryOnesIsFinal() {
        String json = Json.text(revision(BEST, 1, "x")).replace("\"preliminary\":false,", "");
        assertThat(json).doesNotContain("preliminary");
        assertThat(Json.read(json.getBytes(UTF_8), Revision.class)).isEqualTo(revision(BEST, 1, "x"));
    }

    @Test
    void twoContentsOfOneInstantStandByTheirDocumentWhateverTheOrder() {
        Revision low = revision(BEST, 1, "a");
        Revision high = revision(BEST, 1, "b");
        for (List<Revision> order : List.of(List.of(low, high), List.of(high, low))) {
            standing = Standing.NONE;
            offer(order.get(0));
            Standing.Answer answer = standing.offer(order.get(1), TRUST);
            assertThat(Objects.requireNonNull(answer.clash()).document())
                    .isEqualTo(order.get(0).document());
            assertThat(last(answer.next())).isEqualTo("b3-price-report@1=b");
        }
    }

    @Test
    void anyOrderEndsWithTheSameStandingRevisionAndTheSamePublishedOnes() {
        List<Revision> revisions = List.of(
                revision(BEST, 1, "x"),
                revision(BEST, 2, "y"),
                revision(BEST, 3, "y"),
                revision(BEST, 4, "z"),
                preliminary(2, "p"),
                preliminary(5, "q"),
                revision(FALLBACK, 2, "w"));
        for (List<Revision> order : permutations(revisions)) {
            standing = Standing.NONE;
            List<String> published = new ArrayList<>();
            order.forEach(revision -> published.addAll(offer(revision)));
            assertThat(last(standing)).isEqualTo("b3-price-report@4=z");
            assertThat(published.get(published.size() - 1)).isIn("b3-price-report@4=z");
            assertThat(published).contains("b3-price-report@1=x", "b3-price-report@2=y", "b3-price-report@4=z");
            order.forEach(revision -> assertThat(offer(revision)).isEmpty());
        }
    }

    @Test
    void keepsTheMessageOfTheLastRevisionOfEachSourceOnly() {
        offer(revision(BEST, 1, "x"));
        offer(revision(BEST, 3, "y"));
        offer(revision(BEST, 2, "z"));
        offer(revision(FALLBACK, 1, "w"));
        assertThat(standing.revisions().stream().filter(revision -> revision.message() != null))
                .extracting(Revision::fingerprint)
                .containsExactlyInAnyOrder("y", "w");
    }

    private List<String> offer(Revision revision) {
        Standing.Answer answer = standing.offer(revision, TRUST);
        standing = answer.next();
        return texts(answer);
    }

    private static List<String> texts(Standing.Answer answer) {
        return answer.messages().stream().map(Message::json).toList();
    }

    private static @Nullable String last(Standing standing) {
        return standing.revisions().stream()
                .filter(revision -> revision.message() != null)
                .min(TRUST)
                .map(Revision::message)
                .map(Message::json)
                .orElse(null);
    }

    /** The content serves as fingerprint and as document. */
    private static Revision revision(String source, int knownAt, String content) {
        String json = source + "@" + knownAt + "=" + content;
        Message message = new Message("topic", "key", "id", "url", "time", null, "raw", json);
        return new Revision(source, Instant.EPOCH, Instant.ofEpochSecond(knownAt), false, content, content, message);
    }

    /** A quote of a moment. */
    private static Revision quote(int moment, int knownAt, String content) {
        Revision of = revision(BEST, knownAt, content);
        return new Revision(BEST, Instant.ofEpochSecond(moment), of.knownAt(), false, content, content, of.message());
    }

    private static Revision preliminary(int knownAt, String content) {
        Revision of = revision(BEST, knownAt, content);
        return new Revision(BEST, of.ts(), of.knownAt(), true, content, content, of.message());
    }

    private static List<List<Revision>> permutations(List<Revision> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Revision>> all = new ArrayList<>();
        for (Revision first :
                of.stream().sorted(Comparator.comparing(Revision::toString)).toList()) {
            List<Revision> rest = new ArrayList<>(of);
            rest.remove(first);
            permutations(rest).forEach(tail -> {
                List<Revision> permutation = new ArrayList<>(List.of(first));
                permutation.addAll(tail);
                all.add(permutation);
            });
        }
        return all;
    }
}
