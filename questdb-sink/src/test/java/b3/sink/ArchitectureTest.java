package b3.sink;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import b3.schema.MarketRecord;
import b3.schema.testing.HouseRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import org.springframework.kafka.support.Acknowledgment;

@AnalyzeClasses(packages = "b3.sink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

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
    static final ArchRule ONLY_THE_EDGE_KNOWS_SPRING = noClasses()
            .that()
            .haveNameNotMatching("b3\\.sink\\.(Sink|TableListener).*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("rows, tables and delivery are plain Java, which SinkApplication wires");

    @ArchTest
    static final ArchRule ROWS_KNOW_NO_DATASET = noClasses()
            .that()
            .resideInAPackage("b3.sink")
            .should()
            .dependOnClassesThat(describe(
                    "are records of one dataset",
                    type -> type.isAssignableTo(MarketRecord.class) && !type.isEquivalentTo(MarketRecord.class)))
            .because("every row is written from the columns that its dataset declares");
}
