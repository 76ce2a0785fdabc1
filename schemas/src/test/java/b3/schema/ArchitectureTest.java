package b3.schema;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.TimeZone;

@AnalyzeClasses(
        packages = {"b3.schema", "b3.program"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnTheWireFormatsAlone = classes()
            .that()
            .resideInAPackage("b3.schema..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "b3.schema..",
                    "java..",
                    "org.apache.kafka..",
                    "org.jspecify..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..")
            .because(
                    "every program carries this module: what needs another library belongs to the program that needs it");

    @ArchTest
    static final ArchRule whatEveryProgramHasKnowsSpringAlone = classes()
            .that()
            .resideInAPackage("b3.program..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("b3.program..", "java..", "org.jspecify..", "org.springframework..")
            .because("it knows no record and no client: what a program does with its settings belongs to the program");

    @ArchTest
    static final ArchRule oneClassHashes = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Sha256.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.security..")
            .because("two ways to the same identity drift apart: call Sha256");

    @ArchTest
    static final ArchRule datasetsDoNotKnowEachOther = slices().matching("b3.schema.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("b3.schema.calendar.."))
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("b3.schema.contracts.."))
            .ignoreDependency(resideInAPackage("b3.schema.contracts.."), DescribedPredicate.alwaysTrue())
            .because(
                    "a dataset is read and changed alone: move what two of them share to b3.schema, the calendars or the"
                            + " catalogue of contracts, which says what it knows in the words of the records");

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
            .because("a replay must yield the same bytes: take the time as a parameter, the zone from TradingCalendar");

    @ArchTest
    static final ArchRule noOldDates = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Date|Calendar)|java\\.text\\.SimpleDateFormat")
            .because("java.time says whether it means a day or an instant");

    @ArchTest
    static final ArchRule noPackageForLeftovers = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..misc..", "..core..")
            .because("a class lives in the package that owns its idea");
}
