package b3.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.kafka.support.Acknowledgment;

@AnalyzeClasses(packages = "b3.sink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_ROW_AND_ILP_KNOW_THE_CLIENT = noClasses()
            .that()
            .doNotHaveSimpleName("Row")
            .and()
            .doNotHaveSimpleName("Ilp")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.questdb..")
            .because("Row keeps null and NaN out; only Ilp sends");

    @ArchTest
    static final ArchRule ONLY_THE_LISTENER_COMMITS = noClasses()
            .that()
            .doNotHaveSimpleName("TableListener")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Acknowledgment.class)
            .because("offsets are committed in one place, after QuestDB acknowledged the rows");

    @ArchTest
    static final ArchRule ONLY_CREATOR_AND_CHECK_USE_SQL = noClasses()
            .that()
            .doNotHaveSimpleName("TableCreator")
            .and()
            .doNotHaveSimpleName("VisibilityCheck")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Connection.class)
            .because("rows go in through Ilp");

    @ArchTest
    static final ArchRule CLOCKS_ARE_INJECTED = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("time and environment come in through the constructor");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .because("parts are put together by constructors in SinkApplication");

    @ArchTest
    static final ArchRule NO_CATCH_ALL_PACKAGES = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..misc..")
            .because("a class lives with the idea that it serves");

    @ArchTest
    static final ArchRule NO_OUTPUT_BUT_THE_LOG = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("programs speak through the log");
}
