package plumbline.server.identity.held;

import java.util.List;
import java.util.Set;
import plumbline.server.identity.Rights.Grant;

/// What somebody holds: roles, in force or not, and the teams they are in.
public record Holdings(List<Grant> grants, Set<Long> teams) {
    public static final Holdings NONE = new Holdings(List.of(), Set.of());

    public Holdings {
        grants = List.copyOf(grants);
        teams = Set.copyOf(teams);
    }
}
