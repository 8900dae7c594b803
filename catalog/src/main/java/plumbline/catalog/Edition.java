package plumbline.catalog;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An edition of ISO/IEC 27017 with its controls in the standard's order.
public final class Edition {
    private final String id;
    private final Publication publication;
    private final Provenance provenance;
    private final List<Control> controls;
    private final Map<ControlId, Control> byId;

    Edition(String id, Publication publication, Provenance provenance, List<Control> controls) {
        this.id = id;
        this.publication = publication;
        this.provenance = provenance;
        this.controls = List.copyOf(controls);
        this.byId = this.controls.stream().collect(Collectors.toUnmodifiableMap(Control::id, Function.identity()));
    }

    /// The year by which the edition is known: `2015`.
    public String id() {
        return id;
    }

    public Publication publication() {
        return publication;
    }

    /// How much of the edition is known, from where; its notes belong beside any fact shown to an auditor.
    public Provenance provenance() {
        return provenance;
    }

    /// All controls, the cloud annex last.
    public List<Control> controls() {
        return controls;
    }

    /// The controls of one domain, its annex controls last.
    public List<Control> controls(Domain domain) {
        return controls.stream()
                .filter(control -> control.domain().equals(domain))
                .toList();
    }

    /// The domains in the standard's order.
    public List<Domain> domains() {
        return controls.stream().map(Control::domain).distinct().toList();
    }

    public Optional<Control> find(ControlId control) {
        return Optional.ofNullable(byId.get(control));
    }

    public Control control(ControlId control) {
        return find(control)
                .orElseThrow(() -> new IllegalArgumentException(
                        "control must be one of edition " + id + ", but is \"" + control + "\""));
    }

    public Counts counts() {
        int cloud = count(ControlKind.CLOUD);
        return new Counts(controls.size() - cloud, count(ControlKind.GUIDED), cloud);
    }

    private int count(ControlKind kind) {
        return (int) controls.stream().filter(control -> control.kind() == kind).count();
    }

    @Override
    public String toString() {
        return publication.reference();
    }

    /// The bibliographic facts of an edition. `numbering` names the list whose control numbers it uses.
    public record Publication(
            String reference,
            String title,
            String numbering,
            YearMonth published,
            @Nullable YearMonth withdrawnIn) {

        /// The month in which the edition was withdrawn; empty while it is in force.
        public Optional<YearMonth> withdrawn() {
            return Optional.ofNullable(withdrawnIn);
        }
    }

    /// How many controls an edition has: those of ISO/IEC 27002, those among them with cloud guidance, those added.
    public record Counts(int base, int guided, int cloud) {
        /// The rows of a statement of applicability.
        public int rows() {
            return base + cloud;
        }
    }
}
