package b3.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import b3.schema.testing.HouseRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.GetMapping;

/** The rules that keep this module readable; each says what to do instead. */
@AnalyzeClasses(packages = "b3.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule onlySchemasIsOurs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("b3.collector..", "b3.stream..", "b3.sink..", "b3.stack..")
            .because("the programs never see each other; what two of them need belongs in schemas");

    @ArchTest
    static final ArchRule onlyQuestDbKnowsJdbc = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("b3.api.QuestDb")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.springframework.jdbc..", "com.zaxxer..", "org.postgresql..")
            .because(
                    "a query is declared as a b3.api.query.Query and run by QuestDb, which binds, times and maps errors");

    @ArchTest
    static final ArchRule onlyControllersKnowSpringWeb = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Controller")
            .and()
            .doNotHaveSimpleName("ApiErrors")
            .and()
            .resideOutsideOfPackages("b3.api.http..", "b3.api.edge..")
            .and()
            .doNotHaveSimpleName("Endpoints")
            .and()
            .doNotHaveSimpleName("Answers")
            .and(DescribedPredicate.not(resideInAPackage("b3.api")
                    .and(DescribedPredicate.describe(
                            "are the application", type -> type.getName().startsWith("b3.api.ApiApplication")))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "org.springframework.http..")
            .because(
                    "everything below a controller is plain Java; what HTTP means is decided in b3.api.http and b3.api.edge");

    @ArchTest
    static final ArchRule theEngineIsPlainJava = noClasses()
            .that()
            .resideInAnyPackage("b3.api.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
            .because("the engine is tested without a container");

    @ArchTest
    static final ArchRule askingKnowsNothingOfReading = noClasses()
            .that()
            .resideInAPackage("b3.api.query")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("b3.api", "b3.api.read..", "b3.api.queries..")
            .because("a query is a declaration: b3.api.read turns it into SQL");

    @ArchTest
    static final ArchRule readingKnowsNoSingleQuery = noClasses()
            .that()
            .resideInAPackage("b3.api.read")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("b3.api.queries..", "b3.schema.gammalevels..", "b3.schema.optionchain..")
            .because("what is special about one query is declared in b3.api.queries");

    @ArchTest
    static final ArchRule readingIsPlainJava = noClasses()
            .that()
            .resideInAPackage("b3.api.read")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
            .because("the database is QuestDb's and HTTP is the controllers'");

    @ArchTest
    static final ArchRule theEdgeKnowsOnlySpringsWebClasses = noClasses()
            .that()
            .resideInAnyPackage("b3.api.http..", "b3.api.edge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.beans..",
                    "org.springframework.boot..",
                    "org.springframework.context..",
                    "org.springframework.stereotype..",
                    "org.springframework.web.bind..",
                    "org.springframework.web.servlet..")
            .because("the application wires the filters; Spring's web classes parse and compare headers for them");

    @ArchTest
    static final ArchRule controllersArePackagePrivate = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .notBePublic()
            .because("nothing but the web framework calls a controller");

    @ArchTest
    static final ArchRule controllersOnlyRead = methods()
            .that()
            .areAnnotatedWith(GetMapping.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Controller")
            .because("a route that answers no query of a dataset lives in a controller");

    @ArchTest
    static final ArchRule datasetsDoNotKnowEachOther = slices().matching(
                    "b3.api.(overview|legacy|health|datasets|docs)..")
            .should()
            .notDependOnEachOther()
            .because("what two routes share is part of the engine in b3.api.query or b3.api.queries");

    @ArchTest
    static final ArchRule noCycles = slices().matching("b3.api.(*)..").should().beFreeOfCycles();
}
