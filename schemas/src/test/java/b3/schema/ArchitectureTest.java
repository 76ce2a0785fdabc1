package b3.schema;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import b3.schema.testing.HouseRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"b3.schema", "b3.program"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

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
    static final ArchRule declarationsKnowNoDataset = noClasses()
            .that()
            .resideInAPackage("b3.schema.columns..")
            .should()
            .dependOnClassesThat(resideInAPackage("b3.schema..")
                    .and(not(resideInAnyPackage(
                            "b3.schema.columns..", "b3.schema.calendar..", "b3.schema.contracts.."))))
            .because("columns are read from any record: what one dataset needs is declared on its record");

    @ArchTest
    static final ArchRule recordsKnowNoTable = noClasses()
            .that()
            .implement(MarketRecord.class)
            .should()
            .dependOnClassesThat()
            .haveSimpleName("TableSql")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("StandingSql")
            .because("a record declares its columns, and the table is made from the declaration");

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
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("b3.schema.columns.."))
            .ignoreDependency(resideInAPackage("b3.schema.contracts.."), DescribedPredicate.alwaysTrue())
            .because(
                    "a dataset is read and changed alone: move what two of them share to b3.schema, the calendars or the"
                            + " catalogue of contracts, which says what it knows in the words of the records");
}
