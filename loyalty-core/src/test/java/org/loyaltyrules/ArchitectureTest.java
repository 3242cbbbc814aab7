package org.loyaltyrules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/** Data flows one way, the heart asks no clock and knows no floating point, and only one package knows Drools. */
@AnalyzeClasses(packages = "org.loyaltyrules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> FLOATING_POINT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    @ArchTest
    static final ArchRule data_flows_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("engine api")
            .definedBy("org.loyaltyrules")
            .layer("testing")
            .definedBy("org.loyaltyrules.testing")
            .layer("watch")
            .definedBy("org.loyaltyrules.watch")
            .layer("engine")
            .definedBy("org.loyaltyrules.engine")
            .layer("settlement")
            .definedBy("org.loyaltyrules.settlement")
            .layer("store")
            .definedBy("org.loyaltyrules.store..")
            .layer("rules")
            .definedBy("org.loyaltyrules.rules")
            .layer("award")
            .definedBy("org.loyaltyrules.award")
            .layer("explanation")
            .definedBy("org.loyaltyrules.explanation")
            .layer("member")
            .definedBy("org.loyaltyrules.member")
            .layer("ledger")
            .definedBy("org.loyaltyrules.ledger")
            .layer("fact")
            .definedBy("org.loyaltyrules.fact")
            .layer("program")
            .definedBy("org.loyaltyrules.program")
            .whereLayer("watch")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("testing")
            .mayOnlyBeAccessedByLayers("watch")
            .whereLayer("engine api")
            .mayOnlyBeAccessedByLayers("testing", "watch")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("engine api")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("engine", "engine api", "testing", "watch")
            .whereLayer("settlement")
            .mayOnlyBeAccessedByLayers("engine", "engine api")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("engine", "engine api", "testing")
            .whereLayer("award")
            .mayOnlyBeAccessedByLayers("rules", "settlement", "engine")
            .whereLayer("explanation")
            .mayOnlyBeAccessedByLayers("rules", "settlement", "engine", "engine api", "testing")
            .whereLayer("member")
            .mayOnlyBeAccessedByLayers("settlement", "store", "engine", "engine api")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("member", "settlement", "store", "engine", "engine api")
            .whereLayer("fact")
            .mayOnlyBeAccessedByLayers("member", "rules", "engine");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("org.loyaltyrules.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_rules_package_knows_drools = noClasses()
            .that(resideOutsideOfPackages("org.loyaltyrules.rules.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2.."));

    @ArchTest
    static final ArchRule settlement_does_no_input_or_output = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.loyaltyrules.settlement..", "org.loyaltyrules.ledger..", "org.loyaltyrules.member..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.sql..", "java.net..", "org.slf4j..", "com.fasterxml..");

    @ArchTest
    static final ArchRule only_the_store_runs_sql = noClasses()
            .that(resideOutsideOfPackages("org.loyaltyrules.store.."))
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "run SQL",
                    type -> type.getPackageName().startsWith("java.sql")
                            && !type.getSimpleName().equals("Connection")));

    @ArchTest
    static final ArchRule only_the_jdbc_store_waits_and_draws_lots = noClasses()
            .that(resideOutsideOfPackages("org.loyaltyrules.store.jdbc.."))
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are random",
                    type -> Set.of("java.util.Random", "java.util.concurrent.ThreadLocalRandom")
                            .contains(type.getName())));

    @ArchTest
    static final ArchRule no_field_is_floating_point =
            fields().should().notHaveRawType(namedIn(FLOATING_POINT)).because("money and points are exact");

    @ArchTest
    static final ArchRule no_method_returns_floating_point =
            methods().should().notHaveRawReturnType(namedIn(FLOATING_POINT)).because("money and points are exact");

    @ArchTest
    static final ArchRule nothing_is_converted_to_floating_point = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "touches floating point",
                    access -> Set.of("doubleValue", "floatValue", "parseDouble", "parseFloat")
                                    .contains(access.getTarget().getName())
                            || FLOATING_POINT.contains(access.getTargetOwner().getName())));

    @ArchTest
    static final ArchRule nobody_asks_a_clock_or_a_default = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "asks the clock, the default zone or the default locale", ArchitectureTest::asksTheMachine));

    @ArchTest
    static final ArchRule there_is_no_static_mutable_state =
            fields().that().areStatic().should().beFinal().because("two engines in one process must not meet");

    @ArchTest
    static final ArchRule exceptions_of_ours_are_final =
            classes().that().areAssignableTo(RuntimeException.class).should().haveModifier(JavaModifier.FINAL);

    private static boolean asksTheMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return name.equals("now")
                || name.equals("currentTimeMillis")
                || name.equals("nanoTime")
                || owner.equals(ZoneId.class.getName()) && name.equals("systemDefault")
                || owner.equals(TimeZone.class.getName())
                || owner.equals(Locale.class.getName()) && name.equals("getDefault");
    }

    private static DescribedPredicate<JavaClass> namedIn(Set<String> names) {
        return DescribedPredicate.describe("is one of " + names, type -> names.contains(type.getName()));
    }
}
