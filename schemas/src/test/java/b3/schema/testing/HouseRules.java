package b3.schema.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.TimeZone;

/** The rules of architecture that hold in every module. A module's own test takes them in with {@code ArchTests.in}. */
public final class HouseRules {

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
    static final ArchRule nothingReadsTheEnvironmentOrPrints = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("b3.program.SettingsCheck") // which runs before there is a log
            .should()
            .callMethodWhere(target(name("getenv")).and(target(owner(assignableTo(System.class)))))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("settings come in through the program's record of settings, and programs speak through the log");

    @ArchTest
    static final ArchRule noOldDates = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Date|Calendar)|java\\.text\\.SimpleDateFormat|java\\.sql\\.Timestamp")
            .because("java.time says whether it means a day or an instant");

    @ArchTest
    static final ArchRule noFieldInjection = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .because("a constructor says what a class needs");

    @ArchTest
    static final ArchRule noMutableStatics = noFields()
            .that()
            .areStatic()
            .should()
            .notHaveModifier(JavaModifier.FINAL)
            .because("two programs in one JVM must not share state");

    @ArchTest
    static final ArchRule noPackageForLeftovers = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..misc..", "..core..")
            .because("a class lives in the package that owns its idea");

    private HouseRules() {}
}
