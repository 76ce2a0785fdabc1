package b3.stream;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import b3.schema.testing.HouseRules;
import b3.stream.normalize.Registry;
import b3.stream.normalize.reading.Normalizer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;

@AnalyzeClasses(packages = "b3.stream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    /** The program that a package belongs to, by the beginning of its name; the wiring belongs to none. */
    private static final Map<String, String> PROGRAMS = Map.of(
            "b3.stream.normalize.",
            "normalize",
            "b3.stream.gamma.",
            "gamma",
            "b3.stream.gammalevels.",
            "gamma",
            "b3.stream.snapshots.",
            "snapshots");

    @ArchTest
    static final ArchRule normalizersArePure = noClasses()
            .that()
            .resideInAPackage("b3.stream.normalize.*..")
            .and()
            .resideOutsideOfPackages("b3.stream.normalize.revisions..", "b3.stream.normalize.rowcount..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.apache.kafka..",
                    "java.net..",
                    "java.net.http..",
                    "java.nio.file..",
                    "java.util.concurrent..",
                    "org.springframework.."))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile|Console).*")
            .because("a normalizer is a function of the document: what it needs from outside, the collector fetches");

    @ArchTest
    static final ArchRule onlyTheProgramRunsKafkaStreams = noClasses()
            .that(DescribedPredicate.not(are(resideInAnyPackage("b3.stream", "b3.stream.running"))))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.streams.KafkaStreams")
            .orShould()
            .dependOnClassesThat(resideInAPackage("org.springframework.."))
            .because("a topology is tested without a program around it: wire it in Processors");

    @ArchTest
    static final ArchRule programsDoNotKnowEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName() + ".";
                    return PROGRAMS.entrySet().stream()
                            .filter(program -> name.startsWith(program.getKey()))
                            .map(program -> SliceIdentifier.of(program.getValue()))
                            .findFirst()
                            .orElse(SliceIdentifier.ignore());
                }

                @Override
                public String getDescription() {
                    return "programs";
                }
            })
            .should()
            .notDependOnEachOther()
            .because("each program can be read, run and replayed alone: what one tells another is a topic in schemas");

    @ArchTest
    static final ArchRule onlyTheWiringKnowsThePrograms = noClasses()
            .that(are(resideInAPackage("b3.stream.running..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "b3.stream",
                    "b3.stream.gamma..",
                    "b3.stream.gammalevels..",
                    "b3.stream.normalize..",
                    "b3.stream.snapshots.."))
            .because("it runs any topology: describe yours as a Program in Processors");

    @ArchTest
    static final ArchRule gammaIsPure = noClasses()
            .that(are(resideInAPackage("b3.stream.gamma..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "b3.stream.gammalevels..",
                    "org.apache.kafka..",
                    "java.net..",
                    "java.nio.file..",
                    "java.util.concurrent.."))
            .because("gamma is a function of its inputs: gammalevels gathers them from topics");

    @ArchTest
    static final ArchRule formulasKnowNoChain = noClasses()
            .that(are(resideInAPackage("b3.stream.gamma.math..")))
            .should()
            .dependOnClassesThat(resideInAPackage("b3.stream..")
                    .and(DescribedPredicate.not(resideInAPackage("b3.stream.gamma.math.."))))
            .because("a formula is checked against a book: give it numbers, not rows");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("b3.stream.(**)")
            .should()
            .beFreeOfCycles()
            .because("a reader begins with a package that knows no other: move the class that closes the circle");

    @ArchTest
    static final ArchRule documentsDoNotKnowEachOther = slices().matching("b3.stream.normalize.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage(
                            "b3.stream.normalize.reading..",
                            "b3.stream.normalize.document..",
                            "b3.stream.normalize.contracts.."))
            .because("a document is read and changed alone: what two of them share is reading, document or contracts");

    @ArchTest
    static final ArchRule theRegistryNamesEveryNormalizer = classes()
            .that(are(assignableTo(Normalizer.class)))
            .and()
            .areNotInterfaces()
            .should(new ArchCondition<>("be listed in Registry") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean listed = Registry.ALL.stream()
                            .anyMatch(reader ->
                                    type.isEquivalentTo(reader.normalizer().getClass()));
                    events.add(new SimpleConditionEvent(type, listed, type.getName() + " is not listed in Registry"));
                }
            })
            .because("a normalizer that Registry does not name reads nothing: add its line");
}
