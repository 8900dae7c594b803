package plumbline.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/// The walls between the rooms of the server.
class ArchitectureTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("/server/templates/"))
            .importPackages("plumbline.server", "plumbline.ledger", "plumbline.catalog", "plumbline.posture");

    private static final DescribedPredicate<JavaClass> PART_OF_A_STORE =
            new DescribedPredicate<>("are part of a store") {
                @Override
                public boolean test(JavaClass type) {
                    return outermost(type).getSimpleName().endsWith("Store");
                }
            };

    /// Hands what Spring Security wants to ask an identity provider to the platform's sender.
    private static final DescribedPredicate<JavaClass> OIDC_CALLS = new DescribedPredicate<>("ask identity providers") {
        @Override
        public boolean test(JavaClass type) {
            return outermost(type).getName().equals("plumbline.server.identity.oidc.OidcCalls");
        }
    };

    @Test
    void areasKnowOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("example")
                .definedBy("plumbline.server.example..")
                .layer("home")
                .definedBy("plumbline.server.home..")
                .layer("finding")
                .definedBy("plumbline.server.finding..")
                .layer("review")
                .definedBy("plumbline.server.review..")
                .layer("control")
                .definedBy("plumbline.server.control..")
                .layer("evidence")
                .definedBy("plumbline.server.evidence..")
                .layer("estate")
                .definedBy("plumbline.server.estate..")
                .layer("inbox")
                .definedBy("plumbline.server.inbox..")
                .layer("decision")
                .definedBy("plumbline.server.decision..")
                .layer("notice")
                .definedBy("plumbline.server.notice..")
                .layer("operation")
                .definedBy("plumbline.server.operation..")
                .layer("identity")
                .definedBy("plumbline.server.identity..")
                .layer("api")
                .definedBy("plumbline.server.api..")
                .layer("web")
                .definedBy("plumbline.server.web..")
                .layer("platform")
                .definedBy("plumbline.server.platform..")
                .whereLayer("example")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("home")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("operation")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("review")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("finding")
                .mayOnlyBeAccessedByLayers("home")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("finding", "home")
                .whereLayer("evidence")
                .mayOnlyBeAccessedByLayers("control", "finding", "review", "home")
                .whereLayer("estate")
                .mayOnlyBeAccessedByLayers("control", "evidence", "finding", "review", "home")
                .whereLayer("inbox")
                .mayOnlyBeAccessedByLayers("decision", "estate", "control", "evidence", "finding", "review", "home")
                .whereLayer("decision")
                .mayOnlyBeAccessedByLayers("estate", "control", "evidence", "finding", "home")
                .whereLayer("notice")
                .mayOnlyBeAccessedByLayers("inbox", "decision", "estate", "control", "evidence", "finding", "home")
                .whereLayer("identity")
                .mayOnlyBeAccessedByLayers(
                        "operation",
                        "notice",
                        "inbox",
                        "decision",
                        "estate",
                        "control",
                        "evidence",
                        "finding",
                        "review",
                        "home",
                        "example")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers(
                        "api",
                        "web",
                        "identity",
                        "operation",
                        "inbox",
                        "decision",
                        "notice",
                        "estate",
                        "control",
                        "evidence",
                        "finding",
                        "review",
                        "home",
                        "example")
                .check(SERVER);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("plumbline.server.(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void theLibrariesKnowNeitherTheServerNorEachOther() {
        noClasses()
                .that(resideInAnyPackage("plumbline.ledger..", "plumbline.catalog..", "plumbline.posture.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("plumbline.server..", "org.springframework..", "java.sql..", "org.jooq.."))
                .check(SERVER);
        noClasses()
                .that(resideInAPackage("plumbline.ledger.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("plumbline.catalog..", "plumbline.posture..", "tools.jackson.."))
                .check(SERVER);
        noClasses()
                .that(resideInAPackage("plumbline.posture.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("plumbline.ledger.."))
                .check(SERVER);
        noClasses()
                .that(resideInAPackage("plumbline.catalog.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("plumbline.ledger..", "plumbline.posture.."))
                .check(SERVER);
    }

    @Test
    void theLibrariesSpeakToNobodyButWitnesses() {
        noClasses()
                .that(resideInAnyPackage("plumbline.ledger..", "plumbline.catalog..", "plumbline.posture.."))
                .and()
                .resideOutsideOfPackage("plumbline.ledger.witness")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..").or(assignableTo(java.net.Socket.class)))
                .check(SERVER);
    }

    /// What goes out is judged in one place. The example comes in by the API like anyone, the training run asks
    /// itself, and the database's binaries are a file in a jar.
    @Test
    void onlyThePlatformsSenderSpeaksToOthers() {
        noClasses()
                .that(resideInAPackage("plumbline.server..")
                        .and(not(resideInAnyPackage(
                                "plumbline.server.platform.outgoing..", "plumbline.server.example.."))))
                .and()
                .doNotHaveFullyQualifiedName("plumbline.server.Training")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.server.platform.PostgresBinaries")
                .and(not(OIDC_CALLS))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "org.apache.hc..",
                                "org.springframework.web.client..",
                                "org.springframework.http.client..",
                                "org.springframework.web.reactive..")
                        .or(assignableTo(java.net.Socket.class))
                        .or(assignableTo(java.net.DatagramSocket.class))
                        .or(assignableTo(java.net.URLConnection.class))
                        .or(assignableTo(java.nio.channels.NetworkChannel.class))
                        .or(assignableTo(javax.net.SocketFactory.class)))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(java.net.URL.class))).and(target(nameStartingWith("open"))))
                .check(SERVER);
    }

    /// E-mail goes to the mail server that the operator configured, and nowhere else.
    @Test
    void onlyTheMailerSpeaksSmtp() {
        noClasses()
                .that(resideInAPackage("plumbline.server..")
                        .and(not(resideInAPackage("plumbline.server.notice.mail.."))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."))
                .check(SERVER);
    }

    /// Only what the operator wrote into the configuration goes round the rules.
    @Test
    void onlyWhoAsksConfiguredAddressesPassesTheRules() {
        noClasses()
                .that()
                .resideOutsideOfPackage("plumbline.server.platform.outgoing")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.server.evidence.ledger.WitnessRounds")
                .and()
                .doNotHaveFullyQualifiedName("plumbline.server.decision.stamp.Stamps")
                .and(not(OIDC_CALLS))
                .should()
                .callMethodWhere(target(nameStartingWith("toConfigured")))
                .check(SERVER);
    }

    @Test
    void onlyStoresTouchTables() {
        noClasses()
                .that(resideInAPackage("plumbline.server.."))
                .and(not(PART_OF_A_STORE))
                .and()
                .doNotHaveFullyQualifiedName("plumbline.server.platform.Journal")
                .should()
                .dependOnClassesThat(resideInAnyPackage("plumbline.schema.."))
                .check(SERVER);
    }

    @Test
    void onlyStoresAndThePlatformSpeakSql() {
        noClasses()
                .that(resideInAPackage("plumbline.server..").and(not(resideInAPackage("plumbline.server.platform.."))))
                .and(not(PART_OF_A_STORE))
                .should()
                .callMethodWhere(target(owner(assignableTo(DSLContext.class)
                                .or(resideInAnyPackage("org.jooq.impl", "java.sql..", "org.springframework.jdbc.."))))
                        .and(not(target(nameStartingWith("transaction")))))
                .check(SERVER);
    }

    @Test
    void areasKnowJobsAndNotTheirScheduler() {
        noClasses()
                .that(resideInAPackage("plumbline.server..")
                        .and(not(resideInAPackage("plumbline.server.platform.job.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("com.github.kagkarlsson.."))
                .check(SERVER);
    }

    @Test
    void springIsWornThin() {
        noClasses()
                .that(resideInAnyPackage(
                        "plumbline.server.inbox..",
                        "plumbline.server.decision..",
                        "plumbline.server.notice..",
                        "plumbline.server.estate..",
                        "plumbline.server.control..",
                        "plumbline.server.evidence..",
                        "plumbline.server.finding..",
                        "plumbline.server.review..",
                        "plumbline.server.home..",
                        "plumbline.server.operation.."))
                .and(not(new DescribedPredicate<JavaClass>("are modules, pages or endpoints") {
                    @Override
                    public boolean test(JavaClass type) {
                        return outermost(type).getSimpleName().matches(".*(Module|Pages|Api|Files|Answers)");
                    }
                }))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework..")
                        .and(not(name("org.springframework.context.SmartLifecycle"))))
                .check(SERVER);
    }

    @Test
    void handlersAreNamedAndMadeByTheirModules() {
        classes()
                .that()
                .areMetaAnnotatedWith(org.springframework.stereotype.Controller.class)
                .should()
                .haveNameMatching(".*(Pages|Api|Files)")
                .check(SERVER);
        noClasses()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.stereotype.Service")
                .orShould()
                .beAnnotatedWith("org.springframework.stereotype.Component")
                .check(SERVER);
    }

    @Test
    void storesOfTablesStayInTheirPackage() {
        classes()
                .that(resideInAPackage("plumbline.server..").and(simpleNameEndingWith("Store")))
                .and(new DescribedPredicate<>("touch tables") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use ->
                                        use.getTargetClass().getPackageName().startsWith("plumbline.schema"));
                    }
                })
                .should()
                .bePackagePrivate()
                .check(SERVER);
    }

    private static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
