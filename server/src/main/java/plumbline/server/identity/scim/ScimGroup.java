package plumbline.server.identity.scim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A team as the directory that made it sees it.
///
/// @param team the team's id; the group's is [#id], for no user and group have the same
/// @param members who is in it, when they were asked for
record ScimGroup(
        long team,
        String name,
        @Nullable String externalId,
        List<Member> members,
        Instant created,
        Instant changed,
        int version) {
    private static final String PREFIX = "g";

    ScimGroup {
        members = List.copyOf(members);
    }

    record Member(long id, String name) {}

    ScimGroup with(List<Member> others) {
        return new ScimGroup(team, name, externalId, others, created, changed, version);
    }

    String id() {
        return id(team);
    }

    static String id(Object team) {
        return PREFIX + team;
    }

    /// The team behind an id that came from outside.
    static long team(String id) {
        if (!id.startsWith(PREFIX)) {
            throw ScimRefused.notFound();
        }
        return ScimAnswers.id(id.substring(PREFIX.length()));
    }

    /// The group as one object, for changing it.
    ObjectNode resource() {
        var resource = JsonNodeFactory.instance.objectNode().put("displayName", name);
        if (externalId != null) {
            resource.put("externalId", externalId);
        }
        if (!members.isEmpty()) {
            var array = resource.putArray("members");
            members.forEach(member -> array.addObject().put("value", Long.toString(member.id())));
        }
        return resource;
    }
}
