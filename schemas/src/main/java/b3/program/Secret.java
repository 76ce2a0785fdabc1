package b3.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret setting: its value is given as it is, or in a file that the setting's twin {@code …-file} names. The file wins;
 * an empty one counts as none, as docker-compose names a file even where there is no secret. Nothing prints the value.
 */
public final class Secret {

    private final String name;
    private final String value;
    private final String file;

    private Secret(String name, String value, String file) {
        this.name = name;
        this.value = value;
        this.file = file;
    }

    /**
     * A secret.
     *
     * @param name of the property that holds the value, such as {@code b3.questdb.password}
     * @param value the secret itself; blank for none
     * @param file a file with the secret; blank for none
     */
    public static Secret of(String name, String value, String file) {
        return new Secret(name, value, file);
    }

    /**
     * The secret without the space around it, as it stands at this moment: a file may be written anew while the program
     * runs. Empty when there is none.
     *
     * @throws IllegalArgumentException if the file cannot be read; the message names the property and the file
     */
    public Optional<String> content() {
        String written = file.isBlank() ? "" : read();
        String content = written.isEmpty() ? value.strip() : written;
        return content.isEmpty() ? Optional.empty() : Optional.of(content);
    }

    private String read() {
        String path = file.strip();
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + "-file: expected a readable text file, saw \"" + path + "\"", e);
        }
    }

    /** The name of the property, not the value. */
    @Override
    public String toString() {
        return name;
    }
}
