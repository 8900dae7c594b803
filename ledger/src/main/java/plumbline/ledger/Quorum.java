package plumbline.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which sets of witnesses suffice: a witness, a group of witnesses and groups with a threshold, or none at all.
///
/// @param name of the witness or group that decides, or `none`
/// @param groups in the order of their definition, so that members precede the groups they are in
public record Quorum(String name, List<Group> groups) {
    public static final Quorum NONE = new Quorum("none", List.of());

    /// Has witnessed once `threshold` of its members have.
    public record Group(String name, int threshold, List<String> members) {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new VerificationException(
                        Refusal.MALFORMED_POLICY,
                        "not a policy: group %s needs %d of %d members"
                                .formatted(StrictText.excerpt(name), threshold, members.size()));
            }
        }
    }

    public Quorum {
        groups = List.copyOf(groups);
    }

    boolean metBy(Set<String> witnesses) {
        if (name.equals(NONE.name)) {
            return true;
        }
        Set<String> witnessed = new HashSet<>(witnesses);
        for (Group group : groups) {
            if (group.members().stream().filter(witnessed::contains).count() >= group.threshold()) {
                witnessed.add(group.name());
            }
        }
        return witnessed.contains(name);
    }
}
