package b3.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class JsonTest {

    private static final int MANY = 100_000;

    @Test
    void everyDoubleIsPrintedAsShortAsItCanBeReadBack() {
        assertThat(doubles().filter(number -> !Json.MAPPER
                        .readValue(Json.text(number), Double.class)
                        .equals(number)))
                .as("numbers that read back as another")
                .isEmpty();
        assertThat(doubles().filter(number -> shorterFormThatReadsBack(number, new BigDecimal(Json.text(number)))))
                .as("numbers with a shorter form")
                .isEmpty();
    }

    @Test
    void everyDecimalOf15DigitsSurvives() {
        Random random = new Random(15);
        assertThat(Stream.generate(() -> decimal(random, 15)).limit(MANY).filter(decimal -> {
                    double read = Json.MAPPER.readValue(decimal.toPlainString(), Double.class);
                    return new BigDecimal(Json.text(read)).compareTo(decimal) != 0;
                }))
                .as("decimals that are lost")
                .isEmpty();
    }

    /** The digest was computed on JDK 17 and JDK 25; a JDK that prints one double otherwise changes it. */
    @Test
    void everyJdkPrintsTheSame() {
        MessageDigest digest = Sha256.digest();
        doubles().forEach(number -> digest.update(Json.bytes(number)));
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("5fa98e68d236993b1798f3d6296978a519383dd35c6d56ed8d90523fec5bbab2");
    }

    @ParameterizedTest
    @CsvSource({
        "5056.572, 5056.572",
        "100000, 100000.0",
        "0.1, 0.1",
        "-0.0, -0.0",
        "2.0E-3, 0.002",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.0E23, 1.0E23",
        "2.0E23, 2.0E23"
    })
    void printsDoubles(double number, String printed) {
        assertThat(Json.text(number)).isEqualTo(printed);
    }

    @Test
    void instantsAreUtcWithZ() {
        assertThat(Json.text(Instant.parse("2025-02-03T21:05:00Z"))).isEqualTo("\"2025-02-03T21:05:00Z\"");
        assertThat(Json.text(Instant.parse("2025-02-03T21:05:00.120Z"))).isEqualTo("\"2025-02-03T21:05:00.120Z\"");
    }

    @Test
    void textThatIsNoRecordIsAnError() {
        assertThatThrownBy(() -> Json.read("{\"source\":".getBytes(UTF_8), Provenance.class))
                .isInstanceOf(JacksonException.class);
    }

    private static DoubleStream doubles() {
        Random random = new Random(17);
        DoubleStream edges = Stream.of(
                        "0", "-0.0", "1", "0.1", "2e-3", "1e21", "1e22", "1e23", "2e23", "9007199254740993", "4.9e-324")
                .mapToDouble(Double::parseDouble);
        DoubleStream bits = DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                .filter(Double::isFinite)
                .limit(MANY);
        DoubleStream prices = DoubleStream.generate(
                        () -> decimal(random, 1 + random.nextInt(15)).doubleValue())
                .limit(MANY);
        return Stream.of(edges, bits, prices).flatMapToDouble(part -> part);
    }

    /** A decimal of so many significant digits and up to twelve places. */
    private static BigDecimal decimal(Random random, int digits) {
        long unscaled = 1 + random.nextLong((long) Math.pow(10, digits) - 1);
        return BigDecimal.valueOf(unscaled, random.nextInt(13));
    }

    private static boolean shorterFormThatReadsBack(double number, BigDecimal printed) {
        int digits = printed.stripTrailingZeros().precision();
        if (digits <= 2) {
            return false; // one digit after the point is always printed
        }
        BigDecimal exact = new BigDecimal(number);
        return List.of(RoundingMode.DOWN, RoundingMode.UP).stream()
                .map(mode -> exact.round(new MathContext(digits - 1, mode)))
                .anyMatch(shorter -> shorter.doubleValue() == number);
    }
}
