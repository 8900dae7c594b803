package plumbline.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A control of one edition with all that the catalogue knows of it. A base control has a heading and links only.
public record Control(Heading heading, Guidance guidance, Practice practice, Links links, Provenance provenance) {
    public ControlRef ref() {
        return heading.ref();
    }

    public ControlId id() {
        return heading.ref().id();
    }

    public ControlKind kind() {
        return heading.kind();
    }

    public String title() {
        return heading.title();
    }

    public Domain domain() {
        return heading.domain();
    }

    public Optional<Section> section() {
        return heading.section();
    }

    /// Whom the cloud guidance addresses: provider, customer, both or, for a base control, nobody.
    public Set<Party> guidanceParties() {
        return guidance.parties();
    }

    /// What the guidance asks of provider or customer; empty if it does not address them or is not catalogued.
    public Optional<String> guidance(Party party) {
        if (party == Party.SHARED) {
            throw new IllegalArgumentException("party must be provider or customer, but is shared");
        }
        return Optional.ofNullable(guidance.texts().get(party));
    }

    /// What the control is about, where neither title nor guidance says it: for the controls that edition 2026 adds.
    public Optional<String> summary() {
        return guidance.summary();
    }

    /// Who usually carries the duty; empty where there is no default, as for base controls. A service's own matrix and
    /// agreement prevail.
    public Optional<Party> responsibility(ServiceModel model, Duty duty) {
        return Optional.ofNullable(
                practice.responsibilities().getOrDefault(model, Map.of()).get(duty));
    }

    public List<EvidenceKind> evidenceKinds() {
        return practice.evidenceKinds();
    }

    public List<Sli> slis() {
        return practice.slis();
    }

    public List<FailureMode> failureModes() {
        return practice.failureModes();
    }

    /// The ids of the framework that answer to this control, published and derived apart; empty if none is known.
    public Mapping crosswalk(Framework framework) {
        return links.crosswalk().getOrDefault(framework, Mapping.NONE);
    }

    /// The controls of ISO/IEC 27002:2022 that this one is or became; empty for the controls that 27017 adds.
    public List<ControlId> iso27002() {
        return links.iso27002();
    }

    /// What a control is and where it stands in its edition.
    public record Heading(
            ControlRef ref,
            ControlKind kind,
            String title,
            Domain domain,
            @Nullable Section annexSection) {
        Optional<Section> section() {
            return Optional.ofNullable(annexSection);
        }
    }

    /// The section that the cloud annex of the 2015 edition opens within a domain, such as `CLD.9.5`.
    public record Section(String id, String name) {}

    /// Whom the cloud guidance of a control addresses, and what it asks of each, in our own words.
    /// An edition known by its skeleton has parties without texts, and a summary of what it adds.
    public record Guidance(Set<Party> parties, Map<Party, String> texts, Optional<String> summary) {
        static final Guidance NONE = new Guidance(Set.of(), Map.of(), Optional.empty());

        public Guidance {
            parties = Collections.unmodifiableSet(new TreeSet<>(parties));
            texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        }
    }

    /// How a control is usually lived: who carries which duty, what proves it, what measures it, how it fails.
    public record Practice(
            Map<ServiceModel, Map<Duty, Party>> responsibilities,
            List<EvidenceKind> evidenceKinds,
            List<Sli> slis,
            List<FailureMode> failureModes) {
        static final Practice NONE = new Practice(Map.of(), List.of(), List.of(), List.of());

        public Practice {
            responsibilities = Collections.unmodifiableMap(new TreeMap<>(responsibilities));
            evidenceKinds = List.copyOf(evidenceKinds);
            slis = List.copyOf(slis);
            failureModes = List.copyOf(failureModes);
        }
    }

    /// What a control answers to elsewhere: in ISO/IEC 27002:2022 and in other frameworks.
    public record Links(List<ControlId> iso27002, Map<Framework, Mapping> crosswalk) {
        public Links {
            iso27002 = List.copyOf(iso27002);
            crosswalk = Collections.unmodifiableMap(new TreeMap<>(crosswalk));
        }
    }
}
