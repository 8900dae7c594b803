package plumbline.server.identity.scim;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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
import tools.jackson.databind.node.ObjectNode;

/// Users, as a directory makes, changes and ends them.
@RestController
@RequestMapping("/scim/v2/Users")
final class ScimUserApi {
    private final ScimUsers users;
    private final ScimAnswers answers;

    ScimUserApi(ScimUsers users, ScimAnswers answers) {
        this.users = users;
        this.answers = answers;
    }

    /// Users for whom a filter holds, by id.
    @GetMapping
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> list(ScimAnswers.Asked asked) {
        var found = users.find(asked.condition(), asked.offset(), asked.limit());
        return ScimAnswers.list(
                found.users().stream().map(user -> json(user, asked)).toList(), found.total(), asked.offset() + 1);
    }

    /// One user.
    @GetMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> get(@PathVariable String id, ScimAnswers.Asked asked) {
        return answers.resource(200, json(users.get(ScimAnswers.id(id)), asked));
    }

    /// Makes a user, and an account with the least role.
    @PostMapping
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> create(Principal principal, InputStream body, ScimAnswers.Asked asked) throws IOException {
        var resource = ScimSchemas.flat(ScimAnswers.read(body));
        return answers.resource(201, json(users.create(principal.actor(), resource), asked));
    }

    /// Makes a user exactly what the body says; whether they may sign in stays as it is where it says nothing.
    @PutMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> replace(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            InputStream body,
            ScimAnswers.Asked asked)
            throws IOException {
        var resource = ScimSchemas.flat(ScimAnswers.read(body));
        var change = new ScimUsers.Change(ScimAnswers.id(id), seen, _ -> resource);
        return answers.resource(200, json(users.change(principal.actor(), change), asked));
    }

    /// Changes parts of a user.
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
        var change = new ScimUsers.Change(
                ScimAnswers.id(id), seen, user -> ScimPatch.apply(ScimSchemas.USER, user, operations));
        return answers.resource(200, json(users.change(principal.actor(), change), asked));
    }

    /// Ends a user: the account is deactivated, its sessions and tokens end at once.
    @DeleteMapping("/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<Void> delete(
            Principal principal,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen) {
        users.delete(principal.actor(), ScimAnswers.id(id), seen);
        return ResponseEntity.noContent().build();
    }

    private ObjectNode json(ScimUser user, ScimAnswers.Asked asked) {
        var json = user.resource();
        if (!user.groups().isEmpty()) {
            var groups = json.putArray("groups");
            user.groups()
                    .forEach(group -> groups.addObject()
                            .put("value", ScimGroup.id(group.team()))
                            .put("$ref", answers.location("Groups", ScimGroup.id(group.team())))
                            .put("display", group.name()));
        }
        for (var name : List.copyOf(json.propertyNames())) {
            if (!asked.wants(name)) {
                json.remove(name);
            }
        }
        ScimSchemas.nest(json);
        var schemas = json.putArray("schemas").add(ScimSchemas.CORE_USER);
        if (json.has(ScimSchemas.ENTERPRISE)) {
            schemas.add(ScimSchemas.ENTERPRISE);
        }
        json.put("id", Long.toString(user.id()));
        json.putObject("meta")
                .put("resourceType", "User")
                .put("created", user.created().toString())
                .put("lastModified", user.changed().toString())
                .put("location", answers.location("Users", user.id()))
                .put("version", "W/\"" + user.version() + "\"");
        return json;
    }
}
