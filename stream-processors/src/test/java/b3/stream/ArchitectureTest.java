package b3.stream;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import b3.stream.normalize.Normalizer;
import b3.stream.normalize.Registry;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.ZoneId;
import java.util.TimeZone;

@AnalyzeClasses(packages = "b3.stream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule normalizersArePure = noClasses()
            .that()
            .resideInAPackage("b3.stream.normalize.*..")
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
            .that(DescribedPredicate.not(are(resideInAPackage("b3.stream"))))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.streams.KafkaStreams")
            .orShould()
            .dependOnClassesThat(resideInAPackage("org.springframework.."))
            .because("a topology is tested without a program around it: wire it in Processors");

    @ArchTest
    static final ArchRule datasetsDoNotKnowEachOther = slices().matching("b3.stream.normalize.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage("b3.stream.normalize.document..", "b3.stream.normalize.pricereport.."))
            .because(
                    "a dataset is read and changed alone; what a document looks like is known by its source's package");

    @ArchTest
    static final ArchRule theRegistryNamesEveryNormalizer = classes()
            .that(are(assignableTo(Normalizer.class)))
            .and()
            .areNotInterfaces()
            .should(new ArchCondition<>("be listed in Registry") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean listed =
                            Registry.ALL.stream().anyMatch(normalizer -> type.isEquivalentTo(normalizer.getClass()));
                    events.add(new SimpleConditionEvent(type, listed, type.getName() + " is not listed in Registry"));
                }
            })
            .because("a normalizer that Registry does not name reads nothing: add its line");

    @ArchTest
    static final ArchRule nothingReadsTheClockOrTheLocalZone = noClasses()
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethodWhere(target(name("systemDefault")).and(target(owner(assignableTo(ZoneId.class)))))
            .orShould()
            .callMethodWhere(target(name("getDefault")).and(target(owner(assignableTo(TimeZone.class)))))
            .orShould()
            .callMethodWhere(target(name("currentTimeMillis")))
            .because("a replay must yield the same bytes: take the time from the raw record");

    @ArchTest
    static final ArchRule nothingReadsTheEnvironmentOrPrints = noClasses()
            .should()
            .callMethodWhere(target(name("getenv")).and(target(owner(assignableTo(System.class)))))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("settings are in ProcessorConfig, and what happens is logged");

    @ArchTest
    static final ArchRule noOldDates = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Date|Calendar)|java\\.text\\.SimpleDateFormat")
            .because("java.time says whether it means a day or an instant");

    @ArchTest
    static final ArchRule noFieldInjection = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .because("a constructor says what a class needs");

    @ArchTest
    static final ArchRule noPackageForLeftovers = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..misc..", "..core..")
            .because("a class lives in the package that owns its idea");
}
