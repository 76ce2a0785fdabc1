package b3.stream.normalize.reading;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.indicators.BcbIndicatorsNormalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizedTest {

    private static final Rejection FUTURES =
            new Rejection(Feeds.DERIVATIVE_QUOTATION.name(), null, Reason.MISSING_FIELD, "FRO", "48 futures", "");

    @Test
    void saysWhyNothingOfADocumentIsTaken() {
        assertThat(new Normalized(null, List.of(), List.of(FUTURES)).whyNothing())
                .isEqualTo("FRO: 48 futures");
        assertThat(new Normalized(null, List.of(), List.of(FUTURES, FUTURES, FUTURES)).whyNothing())
                .isEqualTo("FRO: 48 futures; and 2 more rejections");
        assertThat(new Normalized(null, List.of(), List.of()).whyNothing())
                .isEqualTo("nothing in it is a row of this feed");
    }

    @Test
    void hasNothingToSayOfADocumentThatIsTaken() {
        Normalized taken = Fixture.of("indicators/ptax-closing-only.json").read(new BcbIndicatorsNormalizer());
        assertThat(taken.whyNothing()).isNull();
    }
}
