package b3.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "b3.stack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule cycles = slices().matching("b3.(**)")
            .should()
            .beFreeOfCycles()
            .because("B3 lists the commands, and each command has a package of its own");

    @ArchTest
    static final ArchRule market = noClasses()
            .that()
            .resideInAPackage("b3.stack.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "b3.stack",
                    "b3.stack.access",
                    "b3.stack.up",
                    "b3.stack.verify",
                    "b3.stack.imports",
                    "b3.stack.gamma")
            .because("the demo exchange knows no command: it answers as the sources do");

    @ArchTest
    static final ArchRule broker = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("LocalKafka")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
            .because("the broker's own classes are no documented API: LocalKafka alone starts it");
}
