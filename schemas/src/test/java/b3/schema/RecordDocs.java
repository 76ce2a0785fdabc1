package b3.schema;

import static java.util.regex.Pattern.DOTALL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Javadoc of a record of this module, as plain text.
 *
 * @param summary what precedes the tags; empty when there is no Javadoc
 * @param components text per documented component
 */
record RecordDocs(String summary, Map<String, String> components) {

    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=\\s@param\\s|\\z)", DOTALL);

    static RecordDocs of(Class<?> type) {
        String outermost = type.getName().split("\\$")[0];
        Path source = Path.of("src/main/java", outermost.replace('.', '/') + ".java");
        if (!Files.exists(source)) {
            return new RecordDocs("", Map.of());
        }
        try {
            Matcher javadoc = Pattern.compile(
                            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:public\\s+)?record\\s+"
                                    + type.getSimpleName() + "\\b",
                            DOTALL)
                    .matcher(Files.readString(source));
            return javadoc.find() ? parse(javadoc.group(1).replaceAll("(?m)^\\s*\\* ?", "")) : parse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordDocs parse(String javadoc) {
        Map<String, String> components = new LinkedHashMap<>();
        Matcher param = PARAM.matcher(javadoc);
        while (param.find()) {
            components.put(param.group(1), plain(param.group(2)));
        }
        return new RecordDocs(plain(javadoc.split("@param", 2)[0]), components);
    }

    private static String plain(String text) {
        return text.replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
