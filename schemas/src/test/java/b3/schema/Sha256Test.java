package b3.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The example of FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheHashOfTheStandard() {
        assertThat(Sha256.hex("abc".getBytes(UTF_8))).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc".getBytes(UTF_8))).hasSize(32).startsWith(0xba, 0x78);
    }

    @Test
    void partsAreHashedAsOne() {
        assertThat(Sha256.hex("a".getBytes(UTF_8), new byte[0], "bc".getBytes(UTF_8)))
                .isEqualTo(OF_ABC);
    }
}
