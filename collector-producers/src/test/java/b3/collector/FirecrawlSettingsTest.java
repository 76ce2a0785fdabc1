package b3.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirecrawlSettingsTest {

    private static final String KEY = "fc-secret";

    @Test
    void isOffWithoutAKeyAndTakesTheKeyFromAFile(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("key"), "from-file\n");
        URI url = URI.create("https://service.example");

        assertThat(new CollectorConfig.Firecrawl(url, " ", "").service()).isEmpty();
        assertThat(new CollectorConfig.Firecrawl(url, KEY, "")
                        .service()
                        .orElseThrow()
                        .authorization())
                .isEqualTo("Bearer " + KEY);
        CollectorConfig.Firecrawl both = new CollectorConfig.Firecrawl(url, KEY, file.toString());
        assertThat(both.service().orElseThrow().authorization()).isEqualTo("Bearer from-file");
        assertThat(both.toString()).doesNotContain(KEY);
    }
}
