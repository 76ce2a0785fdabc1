package b3.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final List<Object> KEY = List.of(Instant.parse("2025-02-03T10:11:12.345678Z"), "DI1", "27F27");

    @Test
    void readsBackWhatItWrote() {
        String text = Cursor.write(KEY, "/x?{}");
        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(text, "/x?{}")).hasValue(KEY);
    }

    @Test
    void belongsToItsFilters() {
        assertThat(Cursor.read(Cursor.write(KEY, "/x?{a=1}"), "/x?{a=2}")).isEmpty();
    }

    @Test
    void noticesAnyChangedCharacter() {
        String text = Cursor.write(KEY, "/x");
        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(Cursor.read(changed, "/x")).as("at %d", i).isEmpty();
        }
    }

    @Test
    void takesNoGarbage() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            String text = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(Cursor.read(text, "/x")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "%00", "é", "a=", "===="})
    void takesNoOtherText(String text) {
        assertThat(Cursor.read(text, "/x")).isEmpty();
    }
}
