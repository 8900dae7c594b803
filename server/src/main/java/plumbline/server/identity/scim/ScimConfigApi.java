package plumbline.server.identity.scim;

import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What this server can do, for a directory to find out.
@RestController
@RequestMapping("/scim/v2")
final class ScimConfigApi {
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final ScimSchema ENTERPRISE = new ScimSchema(
            ScimSchemas.ENTERPRISE,
            "EnterpriseUser",
            "What an organisation says about a person",
            ScimSchemas.enterprise(),
            Set.of());

    private final ScimAnswers answers;

    ScimConfigApi(ScimAnswers answers) {
        this.answers = answers;
    }

    /// Which parts of the protocol there are.
    @GetMapping("/ServiceProviderConfig")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> config() {
        var config = object(SCHEMA + "ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", ScimAnswers.MOST_A_PAGE);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", false);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Token of a service account")
                .put("description", "A token with the permission " + Permission.SCIM_PROVISION.word() + ", as Bearer")
                .put("primary", true);
        config.set(
                "meta",
                meta(
                        "ServiceProviderConfig",
                        answers.location("ServiceProviderConfig", "").replaceFirst("/$", "")));
        return ScimAnswers.plain(config);
    }

    /// The kinds of resources.
    @GetMapping("/ResourceTypes")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> resourceTypes() {
        var types = types();
        return ScimAnswers.list(types, types.size(), 1);
    }

    /// One kind of resources.
    @GetMapping("/ResourceTypes/{name}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> resourceType(@PathVariable String name) {
        return one(types(), name);
    }

    /// What is kept of each kind.
    @GetMapping("/Schemas")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> schemas() {
        var schemas = schemaList();
        return ScimAnswers.list(schemas, schemas.size(), 1);
    }

    /// What is kept of one kind.
    @GetMapping("/Schemas/{id}")
    @Requires(Permission.SCIM_PROVISION)
    ResponseEntity<JsonNode> schema(@PathVariable String id) {
        return one(schemaList(), id);
    }

    private static ResponseEntity<JsonNode> one(List<ObjectNode> among, String id) {
        return ScimAnswers.plain(among.stream()
                .filter(each -> each.path("id").asString("").equals(id))
                .findFirst()
                .orElseThrow(ScimRefused::notFound));
    }

    private List<ObjectNode> types() {
        var user = type("User", "Users", ScimSchemas.USER);
        user.putArray("schemaExtensions")
                .addObject()
                .put("schema", ScimSchemas.ENTERPRISE)
                .put("required", false);
        return List.of(user, type("Group", "Groups", ScimSchemas.GROUP));
    }

    private ObjectNode type(String name, String endpoint, ScimSchema schema) {
        var type = object(SCHEMA + "ResourceType");
        type.put("id", name)
                .put("name", name)
                .put("endpoint", "/" + endpoint)
                .put("description", schema.meaning())
                .put("schema", schema.id());
        type.set("meta", meta("ResourceType", answers.location("ResourceTypes", name)));
        return type;
    }

    private List<ObjectNode> schemaList() {
        return List.of(schema(ScimSchemas.USER), schema(ENTERPRISE), schema(ScimSchemas.GROUP));
    }

    private ObjectNode schema(ScimSchema schema) {
        var json = object(SCHEMA + "Schema");
        json.put("id", schema.id()).put("name", schema.name()).put("description", schema.meaning());
        var attributes = json.putArray("attributes");
        schema.attributes().stream()
                .filter(attribute -> schema.equals(ENTERPRISE) || !ScimSchemas.isEnterprise(attribute))
                .filter(attribute -> !attribute.name().equals("externalId"))
                .forEach(attribute -> attributes.add(attribute(attribute, schema.named())));
        json.set("meta", meta("Schema", answers.location("Schemas", schema.id())));
        return json;
    }

    private static ObjectNode attribute(ScimSchema.Attribute attribute, String name) {
        boolean named = attribute.name().equals(name);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", attribute.name())
                .put("type", attribute.kind().word())
                .put("multiValued", attribute.many())
                .put("description", attribute.meaning())
                .put("required", named)
                .put("caseExact", false)
                .put("mutability", attribute.writable() ? "readWrite" : "readOnly")
                .put("returned", "default")
                .put("uniqueness", named ? "server" : "none");
        if (!attribute.parts().isEmpty()) {
            var parts = json.putArray("subAttributes");
            attribute.parts().forEach(part -> parts.add(attribute(part, "")));
        }
        return json;
    }

    private static ObjectNode object(String schema) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(schema);
        return json;
    }

    private static ObjectNode meta(String type, String location) {
        return JsonNodeFactory.instance.objectNode().put("resourceType", type).put("location", location);
    }
}
