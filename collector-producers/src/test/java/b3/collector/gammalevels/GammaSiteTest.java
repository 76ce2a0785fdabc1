package b3.collector.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.gammalevels.GammaSite.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GammaSiteTest {

    @TempDir
    Path dir;

    @Test
    void anEmptyFileFallsBackToTheValue() throws Exception {
        Path blank = Files.writeString(dir.resolve("blank"), " \n");

        assertThat(site("me", "/dev/null", "word", blank.toString()).account()).contains(new Account("me", "word"));
        assertThat(site("", "/dev/null", "", "/dev/null").missing()).startsWith("no user and password: ");
        assertThat(site("me", "/dev/null", "", "/dev/null").missing()).startsWith("no password: ");
    }

    @Test
    void aFileWinsOverTheValue() throws Exception {
        Path file = Files.writeString(dir.resolve("password"), "other\n");
        assertThat(site("me", "", "word", file.toString()).account()).contains(new Account("me", "other"));
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndNothingTakesItsPlace() throws Exception {
        Path absent = dir.resolve("absent");
        Path noText = Files.write(dir.resolve("no-text"), new byte[] {'s', 'e', 'c', 'r', 'e', 't', (byte) 0xff});

        for (Path file : List.of(absent, dir, noText)) {
            GammaSite site = site("me", "", "word", file.toString());
            assertThat(site.account()).isEmpty();
            assertThat(site.missing())
                    .isEqualTo("b3.collectors.gamma-levels-site.password-file: expected a readable text file, saw \""
                            + file + "\"");
        }
        assertThat(site("me", absent.toString(), "", "").missing())
                .isEqualTo("b3.collectors.gamma-levels-site.user-file: expected a readable text file, saw \"" + absent
                        + "\"");
    }

    private static GammaSite site(String user, String userFile, String password, String passwordFile) {
        GammaSite.Selectors selectors = new GammaSite.Selectors("#u", "#p", "#s", "#in", "", "#levels");
        return new GammaSite(
                "/login", List.of("/levels"), selectors, List.of(), "", user, userFile, password, passwordFile, "");
    }
}
