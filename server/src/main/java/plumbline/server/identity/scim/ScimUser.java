package plumbline.server.identity.scim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An account as the directory sees it.
///
/// @param attributes what else the directory said, in the form of [ScimSchemas#USER]
/// @param kept whether the directory has said anything yet; else the account was made here and is shown as it is
/// @param ended whether it is the directory that ended the account
/// @param groups the directory's groups that the user is in
/// @param version changes with everything that the directory may change
record ScimUser(
        long id,
        String userName,
        @Nullable String externalId,
        ObjectNode attributes,
        boolean active,
        Instant created,
        Instant changed,
        boolean kept,
        boolean ended,
        List<Group> groups,
        String version) {

    record Group(long team, String name) {}

    /// The user as one object, for changing it.
    ObjectNode resource() {
        var resource = attributes.deepCopy();
        resource.put("userName", userName);
        if (externalId != null) {
            resource.put("externalId", externalId);
        }
        resource.put("active", active);
        return resource;
    }
}
