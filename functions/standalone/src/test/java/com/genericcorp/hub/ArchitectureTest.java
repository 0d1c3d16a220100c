package com.genericcorp.hub;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.Sources;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, and what only a few places may touch. This module sees all the others. */
class ArchitectureTest {
    private static final String ROOT = "com.genericcorp.hub.";
    private static final String[] FUNCTIONS = {
        ROOT + "api..", ROOT + "provisioning..", ROOT + "metering..", ROOT + "migration..", ROOT + "standalone.."
    };
    /** What serves one machine and the tests; it starts things, so it also asks the machine for time and chance. */
    private static final String[] ONE_MACHINE = {ROOT + "standalone..", ROOT + "embedded.."};

    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.genericcorp.hub")
            .that(not(resideInAPackage(ROOT + "testing..")));

    @Test
    void nothingThatLoadsTheHubIsOnItsClassPath() {
        assertThat(getClass().getResource("/io/gatling/app/Gatling.class")).isNull();
    }

    @Test
    void sharedLibrariesNeverSeeAFunction() {
        noClasses()
                .that(not(resideInAnyPackage(FUNCTIONS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS))
                .check(HUB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "provisioning", "metering", "migration"})
    void aFunctionNeverSeesAnother(String function) {
        String own = ROOT + function + "..";
        noClasses()
                .that(resideInAPackage(own))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS).and(not(resideInAPackage(own))))
                .check(HUB);
    }

    @Test
    void sharedLibrariesFormNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(HUB);
    }

    /** Whoever holds a connection could forget the role; provisioning and migration work as the owner. */
    @Test
    void connectionsAreHeldInFewPlaces() {
        noClasses()
                .that(not(resideInAnyPackage(
                        ROOT + "tenancy", ROOT + "schema", ROOT + "provisioning..", ROOT + "migration")))
                .should()
                .dependOnClassesThat(assignableTo(Connection.class).or(assignableTo(DataSource.class)))
                .check(HUB);
    }

    @Test
    void poolsAreHeldByTheTwoDatabasesAlone() {
        Set<String> holders = HUB.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isAssignableTo(DataSource.class)))
                .map(ArchitectureTest::outermost)
                .collect(Collectors.toSet());

        assertThat(holders).containsExactlyInAnyOrder("TenantDatabase", "OwnerDatabase");
    }

    @Test
    void entriesDecodeDelegateAndEncode() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat(assignableTo(TenantDatabase.class).or(assignableTo(Statements.class)))
                .check(HUB);
    }

    @Test
    void timeAndChanceArePassedIn() {
        noClasses()
                .that(not(resideInAnyPackage(ONE_MACHINE)))
                .and()
                .doNotBelongToAnyOf(Sources.class)
                .should()
                .callCodeUnitWhere(asksTheMachine())
                .check(HUB);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = HUB.stream()
                .map(JavaClass::getPackage)
                .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    /** A rule about a module that was never read passes always. */
    @Test
    void everyModuleWasRead() {
        Set<String> features = HUB.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0])
                .collect(Collectors.toSet());

        assertThat(features)
                .contains("access", "api", "audit", "embedded", "ids", "messaging", "metering", "migration")
                .contains(
                        "problem", "provisioning", "schema", "secrets", "standalone", "telemetry", "tenancy", "usage");
    }

    private static DescribedPredicate<JavaCall<?>> asksTheMachine() {
        return DescribedPredicate.describe("asks the machine for time or chance", call -> {
            CodeUnitCallTarget target = call.getTarget();
            JavaClass owner = target.getOwner();
            return switch (target.getName()) {
                case "now" -> owner.getPackageName().equals("java.time") && !takesAClock(target);
                case "systemUTC", "systemDefaultZone", "system" -> owner.isEquivalentTo(Clock.class);
                case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                case "randomUUID" -> owner.isEquivalentTo(UUID.class);
                case "random" -> owner.isEquivalentTo(Math.class);
                case "current" -> owner.isEquivalentTo(ThreadLocalRandom.class);
                case "getInstanceStrong", "getInstance" -> owner.isEquivalentTo(SecureRandom.class);
                case "<init>" -> owner.isAssignableTo(Random.class) || owner.isEquivalentTo(Date.class);
                default -> false;
            };
        });
    }

    private static boolean takesAClock(CodeUnitCallTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static String outermost(JavaClass type) {
        return Stream.iterate(
                        type,
                        t -> t.getEnclosingClass().isPresent(),
                        t -> t.getEnclosingClass().orElseThrow())
                .reduce(type, (before, enclosed) -> enclosed.getEnclosingClass().orElseThrow())
                .getSimpleName();
    }
}
