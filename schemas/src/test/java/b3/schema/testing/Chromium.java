package b3.schema.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine. */
public final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");

    private Chromium() {}

    /** Path of the browser; without one the test is skipped, with a word. */
    public static String executable() {
        String executable = find();
        Assumptions.assumeFalse(executable.isEmpty(), "no Chromium: install one, or name it in B3_BROWSER_EXECUTABLE");
        return executable;
    }

    /** Path of the browser: {@code B3_BROWSER_EXECUTABLE}, or one on the PATH; empty when there is none, or it is "off". */
    public static String find() {
        String setting = Objects.requireNonNullElse(System.getenv("B3_BROWSER_EXECUTABLE"), "");
        if (setting.equals("off")) {
            return "";
        }
        Stream<Path> named = Stream.of(setting).filter(name -> !name.isBlank()).map(Path::of);
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Stream<Path> found = NAMES.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)));
        return Stream.concat(named, found)
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }
}
