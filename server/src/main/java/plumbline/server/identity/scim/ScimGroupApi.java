package plumbline.server.identity.scim;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Groups, as a directory makes, fills and ends them. Each is a team; those that were made here are none of its.
@RestController
@RequestMapping("/scim/v2/Groups")
final class ScimGroupApi {
    private final ScimGroups groups;
    private final ScimAnswers answers;

    ScimGroupApi(ScimGroups groups, ScimAnswers answers) {
        this.groups = groups;
        this.answers = answers;
    }

    /// Groups for whom a filter holds, by id.
    @GetMapping
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> list(ScimAnswers.Asked asked) {
        var found = groups.find(asked);
        return ScimAnswers.list(
                found.groups().stream().map(group -> json(group, asked)).toList(), found.total(), asked.offset() + 1);
    }

    /// One group.
    @GetMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> get(@PathVariable String id, ScimAnswers.Asked asked) {
        return answers.resource(200, json(groups.get(ScimGroup.team(id), asked.wants("members")), asked));
    }

    /// Makes a group, and a team that holds nothing until somebody gives it a role here.
    @PostMapping
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> create(Principal principal, InputStream body, ScimAnswers.Asked asked) throws IOException {
        return answers.resource(201, json(groups.create(principal.actor(), ScimAnswers.read(body)), asked));
    }

    /// Makes a group exactly what the body says.
    @PutMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> replace(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            InputStream body,
            ScimAnswers.Asked asked)
            throws IOException {
        var resource = ScimAnswers.read(body);
        var change = new ScimGroups.Change(ScimGroup.team(id), seen, _ -> resource);
        return answers.resource(200, json(groups.change(principal.actor(), change), asked));
    }

    /// Changes parts of a group.
    @PatchMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> patch(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            InputStream body,
            ScimAnswers.Asked asked)
            throws IOException {
        var operations = ScimAnswers.read(body);
        var change = new ScimGroups.Change(
                ScimGroup.team(id), seen, group -> ScimPatch.apply(ScimSchemas.GROUP, group, operations));
        return answers.resource(200, json(groups.change(principal.actor(), change), asked));
    }

    /// Ends a group: the team is dissolved, and what its people held through it ends at once.
    @DeleteMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<Void> delete(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        groups.delete(principal.actor(), ScimGroup.team(id), seen);
        return ResponseEntity.noContent().build();
    }

    private ObjectNode json(ScimGroup group, ScimAnswers.Asked asked) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(ScimSchemas.CORE_GROUP);
        json.put("id", group.id());
        if (asked.wants("externalId") && group.externalId() != null) {
            json.put("externalId", group.externalId());
        }
        if (asked.wants("displayName")) {
            json.put("displayName", group.name());
        }
        if (asked.wants("members") && !group.members().isEmpty()) {
            var members = json.putArray("members");
            group.members()
                    .forEach(member -> members.addObject()
                            .put("value", Long.toString(member.id()))
                            .put("$ref", answers.location("Users", member.id()))
                            .put("display", member.name())
                            .put("type", "User"));
        }
        json.putObject("meta")
                .put("resourceType", "Group")
                .put("created", group.created().toString())
                .put("lastModified", group.changed().toString())
                .put("location", answers.location("Groups", group.id()))
                .put("version", "W/\"" + group.version() + "\"");
        return json;
    }
}
