package b3.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import b3.schema.Sha256;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** What every program has is said once, in the schemas. */
@AnalyzeClasses(packages = "b3", importOptions = DoNotIncludeTests.class)
class OneDefinitionTest {

    @ArchTest
    static final ArchRule oneClassHashes = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Sha256.class.getName())
            .should()
            .callMethod(MessageDigest.class, "getInstance", String.class)
            .because("two ways to the same identity drift apart: call Sha256");

    @ArchTest
    static final ArchRule settingsAreCheckedByTheirRecord = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.validation..", "org.hibernate.validator..")
            .because("a message names the property, what is allowed and what was seen: call Setting.check");

    @ArchTest
    static final ArchRule everyPartOfSpringBootHasAReason = noClasses()
            .should()
            .beAnnotatedWith(EnableAutoConfiguration.class)
            .orShould()
            .beMetaAnnotatedWith(EnableAutoConfiguration.class)
            .because(
                    "what is on the class path by chance is no reason: take ObservableProgram or WebProgram, and import"
                            + " what the program needs beyond it with the reason");
}
