package b3.collector.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    private static final AllowedHosts ALLOWED =
            new AllowedHosts(URI.create("https://Site.example/app"), List.of(" CDN.example ", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://site.example true",
                "https://site.example/a|b?c=[d] true",
                "https://site.example:8443/ false",
                "http://site.example/ false",
                "https://site.example.evil.example/ false",
                "https://site.example@evil.example/ false",
                "https://sub.site.example/ false",
                "https://cdn.example/script.js true",
                "http://cdn.example/script.js false",
                "https://evil.example/https://site.example/ false",
                "file:///etc/passwd false",
                "https://127.0.0.1/ false"
            })
    void isTheSiteAndTheHostsNamed(String url, boolean included) {
        assertThat(ALLOWED.includes(url)).isEqualTo(included);
    }

    @Test
    void aLoopbackSiteIsItsOwnPort() {
        AllowedHosts demo = new AllowedHosts(URI.create("http://127.0.0.1:8080"), List.of());
        assertThat(demo.includes("http://127.0.0.1:8080/levels")).isTrue();
        assertThat(demo.includes("http://127.0.0.1:9000/exec")).isFalse();
        assertThat(new AllowedHosts(URI.create("http://site:80"), List.of()).includes("http://site/"))
                .isTrue();
    }

    @Test
    void noOtherNameIsResolved() {
        assertThat(ALLOWED.resolverRules()).isEqualTo("MAP * ~NOTFOUND, EXCLUDE site.example, EXCLUDE cdn.example");
    }

    @Test
    void whatIsNoHostIsRefused() {
        assertThatThrownBy(() -> new AllowedHosts(URI.create("https://site.example"), List.of("*, EXCLUDE *")))
                .hasMessageContaining("hosts: expected names such as cdn.example.org");
    }
}
