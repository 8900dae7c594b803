package plumbline.server.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;

/// What a team's members see of its tasks: being in a team is no right to read, so only tasks about
/// what they may read anyway. A kind of record that is not named here is seen by none of them.
///
/// @param parts one for each reach that the member's rights have
record TeamSight(List<Part> parts) {
    static final TeamSight NONE = new TeamSight(List.of());

    /// Written by hand, come round or to begin with: nothing lies behind it but sometimes a service.
    private static final Set<String> NO_RECORD = Set.of("routine", "step", "task");

    private static final Map<String, Permission> RECORDS = Map.of(
            "access-review", Permission.REVIEW_READ,
            "account", Permission.ACCOUNT_MANAGE,
            "decision", Permission.DECISION_READ,
            "evidence", Permission.EVIDENCE_READ,
            "pack", Permission.PACK_EXPORT);

    TeamSight {
        parts = List.copyOf(parts);
    }

    /// Tasks that are seen alike.
    ///
    /// @param kinds of records that they concern
    /// @param scope where they are seen
    /// @param ofNoService whether they are seen as well where they belong to no service
    record Part(Set<String> kinds, Scope scope, boolean ofNoService) {
        Part {
            kinds = Set.copyOf(kinds);
        }

        private boolean covers(String kind, @Nullable Long service) {
            return kinds.contains(kind) && (scope.covers(service) || (ofNoService && service == null));
        }

        private Condition reaches(Field<String> kind, Field<Long> serviceId) {
            var reached = scope.reaches(serviceId);
            return kind.in(new TreeSet<>(kinds)).and(ofNoService ? reached.or(serviceId.isNull()) : reached);
        }
    }

    static TeamSight of(Principal principal) {
        var records = new LinkedHashMap<Scope, Set<String>>();
        RECORDS.forEach(
                (kind, permission) -> records.computeIfAbsent(principal.scope(permission), scope -> new TreeSet<>())
                        .add(kind));
        records.remove(Scope.NOWHERE);
        var parts = new ArrayList<Part>();
        parts.add(new Part(NO_RECORD, principal.scope(Permission.SERVICE_READ), true));
        records.forEach((scope, kinds) -> parts.add(new Part(kinds, scope, false)));
        return new TeamSight(parts);
    }

    boolean covers(String kind, @Nullable Long service) {
        return parts.stream().anyMatch(part -> part.covers(kind, service));
    }

    Condition reaches(Field<String> kind, Field<Long> serviceId) {
        return parts.stream()
                .map(part -> part.reaches(kind, serviceId))
                .reduce(Scope.NOWHERE.reaches(serviceId), Condition::or);
    }
}
