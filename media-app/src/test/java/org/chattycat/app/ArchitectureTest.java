package org.chattycat.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.slf4j.Logger;

/**
 * Which package may depend on which, over all modules. ArchUnit rather than Spring Modulith: the rules cover modules that
 * are not Spring applications, and need no annotations in the code.
 */
@AnalyzeClasses(packages = "org.chattycat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule kurentosClientStaysInKurentoPackages = noClasses()
            .that()
            .resideOutsideOfPackage("org.chattycat..kurento..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kurento..");

    @ArchTest
    static final ArchRule theWorkerKnowsNothingOfTheApplication = noClasses()
            .that()
            .resideInAPackage("org.chattycat.analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.chattycat.app..");

    @ArchTest
    static final ArchRule theMediaServerKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.chattycat.kurento..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.chattycat.app..", "org.chattycat.analysis..");

    /** It calls any installation, as a page does. */
    @ArchTest
    static final ArchRule theProbeIsAClient = noClasses()
            .that()
            .resideInAPackage("org.chattycat.app.probe..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.chattycat.app..").and(resideOutsideOfPackage("org.chattycat.app.probe..")));

    /** Clocks and rooms show live latencies, so they stand above latency; rooms start clocks. */
    @ArchTest
    static final ArchRule theApplicationHasLayers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("platform")
            .definedBy("org.chattycat.app.platform..")
            .layer("identity")
            .definedBy("org.chattycat.app.identity..")
            .layer("meeting")
            .definedBy("org.chattycat.app.meeting..")
            .layer("kurento")
            .definedBy("org.chattycat.app.kurento..")
            .layer("latency")
            .definedBy("org.chattycat.app.latency..")
            .layer("alert")
            .definedBy("org.chattycat.app.alert..")
            .layer("clock")
            .definedBy("org.chattycat.app.clock..")
            .layer("call")
            .definedBy("org.chattycat.app.call..")
            .layer("recording")
            .definedBy("org.chattycat.app.recording..")
            .layer("graphql")
            .definedBy("org.chattycat.app.graphql..")
            .layer("housekeeping")
            .definedBy("org.chattycat.app.housekeeping..")
            .layer("lab")
            .definedBy("org.chattycat.app.lab..")
            .layer("status")
            .definedBy("org.chattycat.app.status..")
            .whereLayer("lab")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("status")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("graphql")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("housekeeping")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("call")
            .mayOnlyBeAccessedByLayers("graphql", "housekeeping")
            .whereLayer("alert")
            .mayOnlyBeAccessedByLayers("call", "graphql", "housekeeping", "status")
            .whereLayer("clock")
            .mayOnlyBeAccessedByLayers("call", "graphql", "housekeeping")
            .whereLayer("latency")
            .mayOnlyBeAccessedByLayers("alert", "clock", "call", "graphql", "housekeeping", "status")
            .whereLayer("recording")
            .mayOnlyBeAccessedByLayers("call", "graphql", "housekeeping")
            .whereLayer("kurento")
            .mayOnlyBeAccessedByLayers("call", "graphql", "housekeeping", "status")
            .whereLayer("meeting")
            .mayOnlyBeAccessedByLayers(
                    "kurento", "latency", "alert", "clock", "recording", "call", "graphql", "housekeeping", "status")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers(
                    "meeting",
                    "kurento",
                    "latency",
                    "alert",
                    "clock",
                    "recording",
                    "call",
                    "graphql",
                    "housekeeping",
                    "status");

    @ArchTest
    static final ArchRule loggersHaveOneName =
            fields().that().haveRawType(Logger.class).should().haveName("log");

    @ArchTest
    static final ArchRule theApplicationHasNoCycles =
            slices().matching("org.chattycat.app.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWorkerHasNoCycles =
            slices().matching("org.chattycat.analysis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theMediaServerHasNoCycles =
            slices().matching("org.chattycat.kurento.embedded.(*)..").should().beFreeOfCycles();
}
