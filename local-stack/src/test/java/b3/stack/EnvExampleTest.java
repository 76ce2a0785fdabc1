package b3.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feeds;
import b3.stack.access.StackOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import picocli.CommandLine.Option;

/** {@code .env.example} names exactly the settings that the programs take, with their defaults. */
class EnvExampleTest {

    private static final Path FILE = Path.of("../.env.example");
    private static final List<String> CONFIGS = List.of(
            "b3.collector.CollectorConfig", "b3.stream.ProcessorConfig", "b3.sink.SinkConfig", "b3.api.ApiConfig");
    private static final List<String> PROGRAMS =
            List.of("b3-collector.yml", "b3-processor.yml", "b3-sink.yml", "b3-api.yml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:env:)?(B3_\\w+):-?([^}$]*)}");
    private static final Pattern LINE = Pattern.compile("#(B3_\\w+)=(.*)");

    /** The settings of a single run belong on the command line; in a file they would turn every start into that run. */
    private static final String WISHES = "B3_RUN_";

    /** Every setting with its defaults; two programs may have different defaults for one setting. */
    private final Map<String, Set<String>> settings = new TreeMap<>();

    /** The beginnings of the names of settings whose rest the user chooses. */
    private final Set<String> families = new TreeSet<>();

    private final Map<String, String> named = new TreeMap<>();

    @Test
    void namesEverySettingWithItsDefault() throws Exception {
        for (String config : CONFIGS) {
            collect("b3", Class.forName(config));
        }
        for (String program : PROGRAMS) {
            collectPlaceholders(new ClassPathResource(program).getContentAsString(UTF_8));
        }
        for (Field option : StackOptions.class.getDeclaredFields()) {
            collectPlaceholders(option.getAnnotation(Option.class).defaultValue());
        }
        collectPlaceholders(Files.readString(Path.of("../b3")));
        settings.keySet().removeIf(name -> name.startsWith(WISHES));
        read();

        assertThat(named.keySet().stream().filter(name -> !isChosen(name)))
                .as("settings in %s", FILE)
                .containsExactlyInAnyOrderElementsOf(settings.keySet());
        named.forEach((name, value) -> {
            if (!isChosen(name)) {
                assertThat(value).as("default of %s", name).isIn(settings.get(name));
            }
        });
        assertThat(families).allSatisfy(family -> assertThat(named.keySet())
                .as("an example of %s… in %s", family, FILE)
                .anyMatch(name -> name.startsWith(family)));
    }

    @Test
    void tellsTheSettingsOfTheCollectors() throws IOException {
        Map<String, String> sources = sources();
        Set<String> common = sources.keySet().stream()
                .map(name -> name.substring(name.indexOf('|') + 1))
                .filter(setting -> Feeds.ALL.stream()
                        .filter(feed -> sources.containsKey(feed.name() + "|url"))
                        .allMatch(feed -> sources.containsKey(feed.name() + "|" + setting)))
                .collect(Collectors.toCollection(TreeSet::new));
        read();

        String ofEach = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith("# for each feed: "))
                .findFirst()
                .orElseThrow();
        assertThat(ofEach.substring("# for each feed: ".length()).split(", "))
                .containsExactlyInAnyOrderElementsOf(
                        common.stream().map(setting -> "_" + upper(setting)).toList());
        sources.forEach((name, value) -> {
            String variable = "B3_COLLECTORS_" + upper(name.replace('|', '.'));
            boolean special = !common.contains(name.substring(name.indexOf('|') + 1));
            if (special || named.containsKey(variable)) {
                assertThat(named).as("default of %s", variable).containsEntry(variable, value);
            }
        });
        assertThat(named.keySet().stream().filter(name -> name.startsWith("B3_COLLECTORS_")))
                .isSubsetOf(sources.keySet().stream()
                        .map(name -> "B3_COLLECTORS_" + upper(name.replace('|', '.')))
                        .toList());
    }

    /** Returns the defaults of the collectors: each feed|setting with its value. */
    private static Map<String, String> sources() throws IOException {
        String prefix = "b3.collectors.";
        Map<String, String> sources = new TreeMap<>();
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("defaults", new ClassPathResource("b3-collector.yml"))) {
            for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                if (name.startsWith(prefix)) {
                    sources.put(
                            name.substring(prefix.length()).replace('.', '|'),
                            String.valueOf(source.getProperty(name)));
                }
            }
        }
        return sources;
    }

    private boolean isChosen(String name) {
        return name.startsWith("B3_COLLECTORS_") || families.stream().anyMatch(name::startsWith);
    }

    private void collect(String prefix, Class<?> config) {
        RecordComponent[] components = config.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Parameter component = config.getDeclaredConstructors()[0].getParameters()[i];
            Name other = component.getAnnotation(Name.class);
            String name = prefix + "." + (other == null ? kebab(components[i].getName()) : other.value());
            if (component.getType().isRecord()) {
                collect(name, component.getType());
            } else if (component.getType() == Map.class) {
                families.add(upper(name) + "_");
            } else {
                DefaultValue value = component.getAnnotation(DefaultValue.class);
                add(upper(name), value == null ? "" : String.join(",", value.value()));
            }
        }
    }

    private void collectPlaceholders(String text) {
        for (MatchResult setting : PLACEHOLDER.matcher(text).results().toList()) {
            add(setting.group(1), setting.group(2));
        }
    }

    private void add(String name, String value) {
        settings.computeIfAbsent(name, one -> new TreeSet<>()).add(value);
    }

    private void read() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("#B3_")) {
                MatchResult setting = LINE.matcher(line).results().findFirst().orElseThrow();
                assertThat(named.put(setting.group(1), setting.group(2)))
                        .as("%s twice", setting.group(1))
                        .isNull();
            } else {
                assertThat(line).matches("|# .*");
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String upper(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
