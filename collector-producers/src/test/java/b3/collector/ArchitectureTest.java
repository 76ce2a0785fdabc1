package b3.collector;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import b3.collector.browser.Browser;
import b3.collector.browser.Tab;
import b3.collector.publish.RawPublisher;
import b3.collector.source.Collector;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;

@AnalyzeClasses(packages = "b3.collector", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule kafka = noClasses()
            .that(notIn(RawPublisher.class))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.github.luben..")
            .because("only RawPublisher knows Kafka: give it what is to be published");

    @ArchTest
    static final ArchRule spring = noClasses()
            .that(notIn(CollectorApplication.class, CollectorConfig.class, CollectorThreads.class))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..")
            .because("Spring is the edge: CollectorApplication builds the parts and hands them what they need");

    @ArchTest
    static final ArchRule micrometer = noClasses()
            .that(notIn(CollectorApplication.class, CollectorMetrics.class))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..")
            .because("attempts are counted from their records, in CollectorMetrics");

    @ArchTest
    static final ArchRule network = noClasses()
            .that()
            .resideOutsideOfPackage("b3.collector.fetch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.channels..")
            .because("a collector goes to the network through Http, which is polite");

    @ArchTest
    static final ArchRule browser = noClasses()
            .that(notIn(Browser.class, Tab.class))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.microsoft.playwright..")
            .because("only Browser and its Tab know Playwright, whose messages quote passwords: give them an errand");

    @ArchTest
    static final ArchRule collectors = classes()
            .that()
            .implement(Collector.class)
            .should()
            .haveSimpleNameEndingWith("Collector")
            .andShould()
            .resideInAPackage("b3.collector.*")
            .because(
                    "a collector of one source is b3.collector.<dataset>.<Source><Dataset>Collector, and a way of fetching"
                            + " that serves several feeds is b3.collector.source.<Way>Collector");

    @ArchTest
    static final ArchRule datasets = noClasses()
            .that()
            .resideOutsideOfPackage("b3.collector")
            .should(dependOnAnotherPackageOf("adjustments", "gammalevels", "indicators", "optionchain"))
            .because("a dataset's package can be read, and removed, on its own: only Registry names its collectors");

    @ArchTest
    static final ArchRule cycles = slices().matching("b3.(**)")
            .should()
            .beFreeOfCycles()
            .because("the program uses the sources, the sources fetch, and fetching knows what is due: never back");

    @ArchTest
    static final ArchRule pace = noClasses()
            .that()
            .resideOutsideOfPackage("b3.collector.fetch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.bucket4j..")
            .because("the pace of a host is kept by Http: ask it for a turn");

    @ArchTest
    static final ArchRule clock = noClasses()
            .should()
            .callMethodWhere(describe(
                    "now() without a clock",
                    (JavaCall<?> call) -> call.getName().equals("now")
                            && call.getTarget().getOwner().getPackageName().equals("java.time")))
            .because("nothing reads the process's clock: take a Time");

    @ArchTest
    static final ArchRule console = noClasses()
            .that(notIn(CollectorApplication.class))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("log, or take a PrintStream");

    @ArchTest
    static final ArchRule environment = noClasses()
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Date.class, java.util.Calendar.class)
            .because("settings come from CollectorConfig and Source, times from java.time");

    @ArchTest
    static final ArchRule injection = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .because("parts are handed over in constructors");

    @ArchTest
    static final ArchRule names = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..", "..core..")
            .because("put it into the package that owns the idea");

    /** What depends on one of these packages without being in it. */
    private static ArchCondition<JavaClass> dependOnAnotherPackageOf(String... words) {
        return new ArchCondition<>("depend on a dataset's package that is not its own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean foreign = !target.equals(type.getPackageName())
                            && Set.of(words).contains(target.replace("b3.collector.", ""));
                    if (foreign) {
                        events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
                    }
                });
            }
        };
    }

    /** Every class but these and what is nested in them. */
    private static DescribedPredicate<JavaClass> notIn(Class<?>... exempt) {
        return DescribedPredicate.not(belongToAnyOf(exempt));
    }
}
