package plumbline.server.identity.scim;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Applies the operations of RFC 7644, section 3.5.2, in their order: all of them or none. Understands what directories
/// send beside the RFC as well: `Replace` with a capital, values keyed by paths, members to be removed given as a
/// value.
final class ScimPatch {
    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final int MOST_OPERATIONS = 1000;

    private final ScimSchema schema;
    private final ObjectNode resource;

    private ScimPatch(ScimSchema schema, ObjectNode resource) {
        this.schema = schema;
        this.resource = resource;
    }

    /// The resource after the operations of this body; the one given stays as it is.
    ///
    /// @throws ProblemException when an operation cannot be done
    static ObjectNode apply(ScimSchema schema, ObjectNode resource, ObjectNode body) {
        var operations = member(body, "Operations");
        if (operations == null || !operations.isArray() || operations.isEmpty()) {
            throw ScimRefused.syntax("Operations must be a list of at least one.");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw ScimRefused.syntax("There may be " + MOST_OPERATIONS + " operations at most.");
        }
        var patch = new ScimPatch(schema, resource.deepCopy());
        operations.forEach(patch::operate);
        return patch.resource;
    }

    private enum Verb {
        ADD,
        REPLACE,
        REMOVE
    }

    private void operate(JsonNode operation) {
        var verb = verb(member(operation, "op"));
        var path = member(operation, "path");
        var value = member(operation, "value");
        if (verb != Verb.REMOVE && value == null) {
            throw ScimRefused.value("An operation that sets something must have a value.");
        }
        if (path != null && path.isString() && !path.stringValue().isBlank()) {
            var read = ScimReader.path(path.stringValue());
            if (schema.attribute(read.attribute())
                    .filter(known -> !known.writable())
                    .isPresent()) {
                throw ScimRefused.mutability(read.attribute() + " cannot be changed.");
            }
            operate(verb, read, value);
        } else if (verb == Verb.REMOVE) {
            throw ScimRefused.noTarget("An operation that removes something must have a path.");
        } else if (value instanceof ObjectNode members) {
            operateOnMembers(verb, members);
        } else {
            throw ScimRefused.value("Without a path the value must be an object.");
        }
    }

    private void operateOnMembers(Verb verb, ObjectNode members) {
        for (var member : members.properties()) {
            if (member.getKey().equalsIgnoreCase(ScimSchemas.ENTERPRISE)
                    && member.getValue() instanceof ObjectNode more) {
                operateOnMembers(verb, more);
            } else if (!List.of("schemas", "id", "meta").contains(member.getKey())) {
                var path = ScimReader.path(member.getKey());
                if (schema.attribute(path.attribute())
                        .filter(known -> !known.writable())
                        .isEmpty()) {
                    operate(verb, path, member.getValue());
                }
            }
        }
    }

    private void operate(Verb asked, ScimPath path, @Nullable JsonNode value) {
        if (schema.ignores(path.attribute())) {
            return;
        }
        var attribute = schema.attribute(path.attribute())
                .orElseThrow(() -> ScimRefused.path("There is no attribute " + path.attribute() + "."));
        // Setting something to nothing is removing it; a removal with a value says which of several.
        var verb = asked != Verb.REMOVE && ScimMatch.isEmpty(value) ? Verb.REMOVE : asked;
        if (attribute.many()) {
            operateOnMany(verb, attribute, path, value);
        } else if (path.which() != null) {
            throw ScimRefused.path(attribute.name() + " has one value only.");
        } else if (path.sub().isEmpty()) {
            setWhole(verb, attribute, value);
        } else {
            var holder = resource.path(attribute.name()) instanceof ObjectNode there
                    ? there
                    : resource.putObject(attribute.name());
            setPart(verb, attribute, path.sub(), holder, value);
        }
    }

    private void setWhole(Verb verb, ScimSchema.Attribute attribute, @Nullable JsonNode value) {
        if (verb == Verb.REMOVE || value == null) {
            resource.remove(attribute.name());
            return;
        }
        var clean = ScimSchema.clean(attribute, value, attribute.name());
        if (clean instanceof ObjectNode parts && resource.path(attribute.name()) instanceof ObjectNode there) {
            there.setAll(parts);
        } else {
            resource.set(attribute.name(), clean);
        }
    }

    private static void setPart(
            Verb verb, ScimSchema.Attribute attribute, String sub, ObjectNode holder, @Nullable JsonNode value) {
        var part =
                attribute.part(sub).orElseThrow(() -> ScimRefused.path(attribute.name() + " has no part " + sub + "."));
        if (verb == Verb.REMOVE || value == null) {
            holder.remove(part.name());
        } else {
            holder.set(part.name(), ScimSchema.clean(part, value, attribute.name() + "." + part.name()));
        }
    }

    private void operateOnMany(Verb verb, ScimSchema.Attribute attribute, ScimPath path, @Nullable JsonNode value) {
        var present = resource.path(attribute.name()) instanceof ArrayNode there ? there : resource.arrayNode();
        var after = path.which() == null && path.sub().isEmpty()
                ? allOf(verb, attribute, present, value)
                : someOf(verb, attribute, present, path, value);
        if (after.isEmpty()) {
            resource.remove(attribute.name());
        } else {
            resource.set(attribute.name(), ScimSchema.bounded(attribute, after));
        }
    }

    private static ArrayNode allOf(
            Verb verb, ScimSchema.Attribute attribute, ArrayNode present, @Nullable JsonNode value) {
        if (verb == Verb.REMOVE) {
            var after = present.arrayNode();
            var gone = ScimMatch.isEmpty(value) || value == null
                    ? null
                    : ScimSchema.clean(attribute, value, attribute.name());
            var keys = gone == null ? null : keys(gone);
            present.forEach(each -> {
                if (keys != null && !keys.contains(each.path("value").asString(""))) {
                    after.add(each);
                }
            });
            return after;
        }
        var given =
                (ArrayNode) ScimSchema.clean(attribute, value == null ? present.arrayNode() : value, attribute.name());
        if (verb == Verb.REPLACE) {
            return given;
        }
        boolean member = attribute.name().equals("members");
        var after = present.arrayNode().addAll(present);
        var known = new HashSet<Object>(member ? keys(present) : present.values());
        given.forEach(each -> {
            if (known.add(member ? each.path("value").asString("") : each)) {
                after.add(each);
            }
        });
        return after;
    }

    private static Set<String> keys(JsonNode values) {
        var keys = new HashSet<String>();
        values.forEach(each -> keys.add(each.path("value").asString("")));
        return keys;
    }

    private static ArrayNode someOf(
            Verb verb, ScimSchema.Attribute attribute, ArrayNode present, ScimPath path, @Nullable JsonNode value) {
        var after = present.arrayNode();
        boolean any = false;
        for (var each : present) {
            boolean meant = path.which() == null || ScimMatch.holds(path.which(), each);
            any |= meant;
            var changed = meant ? changed(verb, attribute, (ObjectNode) each.deepCopy(), path.sub(), value) : each;
            if (changed != null) {
                after.add(changed);
            }
        }
        if (!any && verb == Verb.ADD) {
            after.add(begun(attribute, path, value));
        } else if (!any && verb == Verb.REPLACE) {
            throw ScimRefused.noTarget("No value of " + attribute.name() + " is the one that the path means.");
        }
        return after;
    }

    private static @Nullable JsonNode changed(
            Verb verb, ScimSchema.Attribute attribute, ObjectNode each, String sub, @Nullable JsonNode value) {
        if (!sub.isEmpty()) {
            setPart(verb, attribute, sub, each, value);
            return each;
        }
        if (verb == Verb.REMOVE || value == null) {
            return null;
        }
        var whole = attribute.many()
                ? ScimSchema.clean(attribute, value, attribute.name()).get(0)
                : value;
        if (verb == Verb.ADD && whole instanceof ObjectNode parts) {
            each.setAll(parts);
            return each;
        }
        return whole;
    }

    /// A new value of an attribute for which the path's filter holds: directories add `emails[type eq "work"].value`
    /// where there is no such address yet.
    private static JsonNode begun(ScimSchema.Attribute attribute, ScimPath path, @Nullable JsonNode value) {
        var begun = JsonNodeFactory.instance.objectNode();
        if (path.which() != null) {
            fill(attribute, begun, path.which());
        }
        if (path.sub().isEmpty() && value instanceof ObjectNode parts) {
            begun.setAll((ObjectNode)
                    ScimSchema.clean(attribute, parts, attribute.name()).get(0));
        } else {
            setPart(Verb.ADD, attribute, path.sub().isEmpty() ? "value" : path.sub(), begun, value);
        }
        return ScimSchema.clean(attribute, begun, attribute.name()).get(0);
    }

    private static void fill(ScimSchema.Attribute attribute, ObjectNode begun, ScimFilter which) {
        switch (which) {
            case ScimFilter.And(var left, var right) -> {
                fill(attribute, begun, left);
                fill(attribute, begun, right);
            }
            case ScimFilter.Compare(var name, var operator, String text)
            when operator == ScimFilter.Operator.EQ -> begun.put(part(attribute, name), text);
            case ScimFilter.Compare(var name, var operator, Boolean flag)
            when operator == ScimFilter.Operator.EQ -> begun.put(part(attribute, name), flag);
            default ->
                throw ScimRefused.noTarget("No value of " + attribute.name() + " is the one that the path means.");
        }
    }

    private static String part(ScimSchema.Attribute attribute, ScimFilter.Name name) {
        return attribute
                .part(name.attribute())
                .orElseThrow(() -> ScimRefused.path(attribute.name() + " has no part " + name + "."))
                .name();
    }

    private static Verb verb(@Nullable JsonNode op) {
        var word = op != null && op.isString() ? op.stringValue().toLowerCase(Locale.ROOT) : "";
        return switch (word) {
            case "add" -> Verb.ADD;
            case "replace" -> Verb.REPLACE;
            case "remove" -> Verb.REMOVE;
            default -> throw ScimRefused.syntax("op must be add, replace or remove.");
        };
    }

    private static @Nullable JsonNode member(JsonNode node, String name) {
        return ScimMatch.get(node, new ScimFilter.Name(name, ""));
    }
}
