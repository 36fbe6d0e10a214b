package org.chattycat.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what, over all modules. */
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
