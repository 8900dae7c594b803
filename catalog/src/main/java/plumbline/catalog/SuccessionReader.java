package plumbline.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.catalog.Successor.Basis;

/// Reads which control of the later edition takes the place of which control of the earlier one.
final class SuccessionReader {
    private final Node root;
    private final Edition earlier;
    private final Edition later;

    SuccessionReader(Node root, Edition earlier, Edition later) {
        this.root = root;
        this.earlier = earlier;
        this.later = later;
    }

    List<Successor> read() {
        Node skeleton = root.field("edition2026");
        Map<Step, Basis> exceptions = statedByTheSuccessor(skeleton.field("newCloudControls"));
        List<Successor> links = new ArrayList<>();
        for (Node control : root.field("controls").items()) {
            ControlId from = control.field("id").controlId();
            Basis basis = control.field("id2026Basis").word(Basis.class);
            for (Node item : control.field("id2026").items()) {
                ControlId to = known(item, later);
                Basis own = exceptions.getOrDefault(new Step(from, to), basis);
                links.add(new Successor(new ControlRef(earlier.id(), from), new ControlRef(later.id(), to), own));
            }
            if (control.field("id2026").size() == 0) {
                throw control.field("id2026")
                        .refuse(from + " has no successor", "name the control that took its place");
            }
        }
        holdAnnex(skeleton, links);
        holdPredecessors(skeleton.field("newCloudControls"), links);
        return links;
    }

    private record Step(ControlId from, ControlId to) {}

    private Map<Step, Basis> statedByTheSuccessor(Node added) {
        Map<Step, Basis> stated = new HashMap<>();
        for (Node control : added.items()) {
            ControlId to = control.field("id").controlId();
            control.optional("predecessorBasis")
                    .ifPresent(basis -> control.field("predecessor")
                            .items(item -> stated.put(new Step(known(item, earlier), to), basis.word(Basis.class))));
        }
        return stated;
    }

    private static ControlId known(Node item, Edition edition) {
        ControlId id = item.controlId();
        if (edition.find(id).isEmpty()) {
            throw item.refuse("\"" + id + "\" is no control of edition " + edition.id(), "correct the reference");
        }
        return id;
    }

    /// The successors of the annex are listed a second time with their basis; both lists must say the same.
    private void holdAnnex(Node skeleton, List<Successor> links) {
        Node bases = skeleton.field("cldSuccessorBasis");
        for (Control control : earlier.controls()) {
            if (control.kind() == ControlKind.CLOUD) {
                Node row = skeleton.field("cldSuccessors").field(control.id().value());
                List<ControlId> stated = row.items(item -> known(item, later));
                if (!stated.equals(targets(links, control.id()))) {
                    throw row.refuse("differs from id2026 of " + control.id(), "make both agree");
                }
                bases.field(control.id().value()).word(Basis.class);
            }
        }
        for (Node row : skeleton.field("cldSuccessors").fields().values()) {
            if (earlier.controls().stream()
                    .noneMatch(control -> control.id().value().equals(row.key()))) {
                throw row.refuse("\"" + row.key() + "\" is no control of edition " + earlier.id(), "remove it");
            }
        }
    }

    private void holdPredecessors(Node added, List<Successor> links) {
        for (Node control : added.items()) {
            ControlId to = control.field("id").controlId();
            for (Node item : control.field("predecessor").items()) {
                if (!targets(links, known(item, earlier)).contains(to)) {
                    throw item.refuse(item.text() + " does not name " + to + " as its successor", "make both agree");
                }
            }
        }
    }

    private static List<ControlId> targets(List<Successor> links, ControlId from) {
        return links.stream()
                .filter(link -> link.from().id().equals(from))
                .map(link -> link.to().id())
                .toList();
    }
}
