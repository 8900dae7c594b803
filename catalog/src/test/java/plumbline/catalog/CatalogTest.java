package plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plumbline.catalog.Edition.Counts;
import plumbline.catalog.Provenance.Confidence;
import plumbline.catalog.Successor.Basis;

class CatalogTest {
    private static final Catalog CATALOG = Catalog.load();
    private static final Edition OLD = CATALOG.edition("2015");
    private static final Edition NEW = CATALOG.edition("2026");

    @Test
    void hasBothEditionsInFull() {
        assertThat(CATALOG.editions()).containsExactly(OLD, NEW);
        assertThat(OLD.counts()).isEqualTo(new Counts(114, 37, 7));
        assertThat(OLD.controls()).hasSize(121);
        assertThat(NEW.counts()).isEqualTo(new Counts(93, 39, 4));
        assertThat(NEW.controls()).hasSize(97);
        assertThat(CATALOG.iso27002()).hasSize(93);
        assertThat(CATALOG.iso27002().stream().filter(Iso27002Control::isNew)).hasSize(11);
        assertThat(CATALOG.evidenceKinds()).hasSize(96);
        assertThat(CATALOG.slis()).extracting(Sli::id).startsWith("M1").hasSize(12);
        assertThat(CATALOG.failureModes())
                .extracting(FailureMode::id)
                .hasSize(8)
                .endsWith("F8");
        assertThat(CATALOG.frameworks()).extracting(Framework.Source::framework).containsExactly(Framework.values());
    }

    @Test
    void listsDomainsInTheStandardsOrder() {
        assertThat(OLD.domains())
                .extracting(Domain::id)
                .containsExactly(
                        "A.5", "A.6", "A.7", "A.8", "A.9", "A.10", "A.11", "A.12", "A.13", "A.14", "A.15", "A.16",
                        "A.17", "A.18");
        assertThat(NEW.domains())
                .extracting(Domain::name)
                .containsExactly("Organizational", "People", "Physical", "Technological");
        assertThat(controlsByDomain(NEW)).isEqualTo(Map.of("5", 39, "6", 8, "7", 14, "8", 36));
        assertThat(OLD.controls(new Domain("A.9", "Access control")))
                .extracting(control -> control.id().value())
                .startsWith("9.1.1", "9.1.2")
                .endsWith("9.4.5", "CLD.9.5.1", "CLD.9.5.2");
    }

    @Test
    void listsControlsInTheStandardsOrder() {
        for (Edition edition : CATALOG.editions()) {
            assertThat(edition.controls()).extracting(Control::ref).isSorted();
        }
    }

    @Test
    void tellsWhatItAsksOfWhom() {
        Control keys = OLD.control(ControlId.of("10.1.2"));
        assertThat(keys.kind()).isEqualTo(ControlKind.GUIDED);
        assertThat(keys.guidanceParties()).containsExactly(Party.CUSTOMER);
        assertThat(keys.guidance(Party.CUSTOMER)).isPresent();
        assertThat(keys.guidance(Party.PROVIDER)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> keys.guidance(Party.SHARED));

        Map<String, Integer> addressees = OLD.controls().stream()
                .collect(Collectors.groupingBy(
                        control -> control.guidanceParties().toString(), Collectors.summingInt(control -> 1)));
        assertThat(addressees)
                .isEqualTo(Map.of("[PROVIDER, CUSTOMER]", 35, "[PROVIDER]", 5, "[CUSTOMER]", 4, "[]", 77));
    }

    @Test
    void splitsResponsibilityByServiceModel() {
        Control segregation = CATALOG.control(ControlRef.of("2015", "CLD.9.5.1"));
        assertThat(segregation.section())
                .hasValueSatisfying(section -> assertThat(section.id()).isEqualTo("CLD.9.5"));
        assertThat(segregation.responsibility(ServiceModel.IAAS, Duty.OWNS)).hasValue(Party.PROVIDER);
        assertThat(segregation.responsibility(ServiceModel.IAAS, Duty.IMPLEMENTS))
                .hasValue(Party.SHARED);
        assertThat(segregation.responsibility(ServiceModel.SAAS, Duty.IMPLEMENTS))
                .hasValue(Party.PROVIDER);
        assertThat(OLD.control(ControlId.of("9.1.1")).responsibility(ServiceModel.SAAS, Duty.OWNS))
                .isEmpty();
    }

    @Test
    void saysWhatProvesAndMeasures() {
        Control logging = OLD.control(ControlId.of("12.4.1"));
        assertThat(logging.slis()).extracting(Sli::id).contains("M4");
        assertThat(logging.evidenceKinds())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(kind.freshness()).isBetween(Duration.ofDays(1), Duration.ofDays(365)));
        assertThat(logging.failureModes()).extracting(FailureMode::id).contains("F5");
    }

    @Test
    void keepsPublishedAndDerivedCrosswalksApart() {
        Mapping policy = OLD.control(ControlId.of("5.1.1")).crosswalk(Framework.SOC2_TSC_2017);
        assertThat(policy.published()).isEmpty();
        assertThat(policy.derived()).containsExactly("CC2.2", "CC2.3", "CC5.3");
        assertThat(OLD.control(ControlId.of("5.1.1"))
                        .crosswalk(Framework.ISO27001_2022)
                        .published())
                .containsExactly("A.5.1");
        assertThat(OLD.control(ControlId.of("5.1.2"))
                        .crosswalk(Framework.NIST_CSF_2)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void leadsFromEachControlToItsSuccessors() {
        for (Control control : OLD.controls()) {
            assertThat(CATALOG.successors(control.ref()))
                    .as(control.ref().toString())
                    .isNotEmpty();
        }
        ControlRef monitoring = ControlRef.of("2015", "CLD.12.4.5");
        assertThat(CATALOG.successors(monitoring))
                .containsExactly(
                        new Successor(monitoring, ControlRef.of("2026", "8.16"), Basis.REPORTED),
                        new Successor(monitoring, ControlRef.of("2026", "8.36"), Basis.DERIVED));
        assertThat(CATALOG.successors(ControlRef.of("2026", "8.16"))).isEmpty();
    }

    @Test
    void leadsBackFromEachControlToItsPredecessors() {
        assertThat(CATALOG.predecessors(ControlRef.of("2026", "8.35")))
                .extracting(link -> link.from().id().value())
                .containsExactly("13.1.3", "CLD.9.5.1");
        assertThat(CATALOG.predecessors(ControlRef.of("2026", "5.39"))).isEmpty();
    }

    @Test
    void saysWhatTheNewCloudControlsAreAbout() {
        assertThat(NEW.controls().stream().filter(control -> control.kind() == ControlKind.CLOUD))
                .allSatisfy(control -> assertThat(control.summary()).isPresent())
                .extracting(control -> control.id().value())
                .containsExactly("5.38", "5.39", "8.35", "8.36");
    }

    @Test
    void saysWhatIsKnownOfAnEdition() {
        assertThat(OLD.publication().published()).isEqualTo(YearMonth.of(2015, 12));
        assertThat(OLD.publication().withdrawn()).hasValue(YearMonth.of(2026, 7));
        assertThat(NEW.publication().withdrawn()).isEmpty();
        assertThat(NEW.provenance().confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(NEW.provenance().notes())
                .anyMatch(note -> note.contains("transition"))
                .anyMatch(note -> note.contains("Confirm on the ISO page"))
                .contains("A source counts 38 guided controls but lists 39.");
        assertThat(CATALOG.definition(Confidence.HIGH)).isNotBlank();
        assertThat(CATALOG.definition(Duty.EVIDENCES)).contains("record");
        assertThat(CATALOG.legal()).contains("licensed copy");
    }

    @Test
    void refusesUnknownControlsAndEditions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.edition("2020"))
                .withMessage("edition must be one of [2015, 2026], but is \"2020\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OLD.control(ControlId.of("5.9.9")))
                .withMessage("control must be one of edition 2015, but is \"5.9.9\"");
        assertThat(CATALOG.find(ControlRef.of("1999", "5.1.1"))).isEmpty();
    }

    private static Map<String, Integer> controlsByDomain(Edition edition) {
        return edition.domains().stream()
                .collect(Collectors.toMap(
                        Domain::id,
                        domain -> List.copyOf(edition.controls(domain)).size()));
    }
}
