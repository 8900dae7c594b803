package plumbline.server.identity.grant;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Role;

/// What a person may do at a moment, where, and which grants it comes from.
///
/// @param audits whether the person is an auditor, for whom only what reads applies
public record EffectiveRights(List<Line> lines, boolean audits) {

    /// One permission that the person has.
    ///
    /// @param where the services, in words
    /// @param sources the grants that give it; none for what every person has
    public record Line(Permission permission, Scope scope, String where, List<Source> sources) {}

    /// A grant that gives a permission.
    public record Source(Grant grant, String where) {}

    static EffectiveRights of(Account account, Instant now, ServiceNames names) {
        var rights = account.rights(now);
        var inForce = account.active()
                ? account.grants().stream().filter(grant -> grant.inForce(now)).toList()
                : List.<Grant>of();
        var words = names.of(inForce);
        var lines = Arrays.stream(Permission.values())
                .filter(rights::may)
                .map(permission -> new Line(
                        permission,
                        rights.scope(permission),
                        words.words(rights.scope(permission)),
                        sources(permission, inForce, words)))
                .toList();
        return new EffectiveRights(lines, inForce.stream().anyMatch(grant -> grant.role() == Role.AUDITOR));
    }

    private static List<Source> sources(Permission permission, List<Grant> grants, ServiceNames.Words words) {
        return grants.stream()
                .filter(grant -> grant.rights().may(permission))
                .map(grant -> new Source(grant, words.words(grant.scope())))
                .toList();
    }
}
