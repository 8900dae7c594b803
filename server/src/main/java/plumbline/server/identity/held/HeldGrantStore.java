package plumbline.server.identity.held;

import static plumbline.schema.Tables.HELD_GRANT;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Role;

/// The columns of `held_grant`.
final class HeldGrantStore {
    private HeldGrantStore() {}

    static @Nullable Grant read(Record row) {
        var id = row.get(HELD_GRANT.GRANT_ID);
        if (id == null) {
            return null;
        }
        var word = row.get(HELD_GRANT.GRANT_ROLE);
        var customId = row.get(HELD_GRANT.GRANT_CUSTOM_ROLE_ID);
        var services = row.get(HELD_GRANT.GRANT_SERVICE_IDS);
        var team = row.get(HELD_GRANT.GRANT_TEAM_ID);
        return new Grant(
                id,
                word == null ? null : Role.find(word).orElseThrow(),
                customId == null ? null : custom(customId, row),
                services == null ? Scope.EVERYWHERE : Scope.of(Set.of(services)),
                row.get(HELD_GRANT.GRANT_STARTS_AT),
                row.get(HELD_GRANT.GRANT_ENDS_AT),
                team == null ? null : new Grant.Through(team, row.get(HELD_GRANT.GRANT_TEAM)));
    }

    private static Grant.Custom custom(long id, Record row) {
        return new Grant.Custom(
                id,
                row.get(HELD_GRANT.GRANT_CUSTOM_ROLE),
                Arrays.stream(row.get(HELD_GRANT.GRANT_PERMISSIONS))
                        .flatMap(word -> Permission.find(word).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
