package plumbline.server.identity.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.server.api.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is kept of a kind of resource, and in which form. Attributes that the RFC knows and this server does not are
/// left out silently, for directories send them whether or not anybody asked; a password is never among those kept.
///
/// @param ignored attributes that may be sent and are not kept
record ScimSchema(String id, String name, String meaning, List<Attribute> attributes, Set<String> ignored) {
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_VALUES = 100;

    /// One attribute.
    ///
    /// @param parts what it consists of, where it is complex
    record Attribute(String name, Kind kind, boolean many, boolean writable, String meaning, List<Attribute> parts) {
        static Attribute text(String name, String meaning) {
            return new Attribute(name, Kind.TEXT, false, true, meaning, List.of());
        }

        static Attribute flag(String name, String meaning) {
            return new Attribute(name, Kind.FLAG, false, true, meaning, List.of());
        }

        static Attribute complex(String name, String meaning, Attribute... parts) {
            return new Attribute(name, Kind.COMPLEX, false, true, meaning, List.of(parts));
        }

        Attribute several() {
            return new Attribute(name, kind, true, writable, meaning, parts);
        }

        Attribute readOnly() {
            return new Attribute(name, kind, many, false, meaning, parts);
        }

        Optional<Attribute> part(String wanted) {
            return find(parts, wanted);
        }
    }

    enum Kind {
        TEXT("string"),
        FLAG("boolean"),
        COMPLEX("complex");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// The attribute by which people tell one resource from another.
    String named() {
        return attribute("userName").isPresent() ? "userName" : "displayName";
    }

    Optional<Attribute> attribute(String wanted) {
        return find(attributes, wanted);
    }

    boolean ignores(String attribute) {
        return ignored.stream().anyMatch(attribute::equalsIgnoreCase);
    }

    private static Optional<Attribute> find(List<Attribute> among, String wanted) {
        return among.stream()
                .filter(known -> known.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    /// The resource with only what is kept, under the names and in the kinds that this schema says.
    ///
    /// @throws ProblemException when a value is of another kind, or there is too much
    ObjectNode clean(ObjectNode resource) {
        var clean = JsonNodeFactory.instance.objectNode();
        for (var member : resource.properties()) {
            attribute(member.getKey())
                    .filter(Attribute::writable)
                    .filter(_ -> !ScimMatch.isEmpty(member.getValue()))
                    .ifPresent(known -> clean.set(known.name(), clean(known, member.getValue(), known.name())));
        }
        return clean;
    }

    /// A value in the form that the attribute has, whatever form it came in.
    static JsonNode clean(Attribute attribute, JsonNode value, String where) {
        if (!attribute.many()) {
            return one(attribute, value, where);
        }
        var many = JsonNodeFactory.instance.arrayNode();
        for (var each : value.isArray() ? value.values() : List.of(value)) {
            many.add(one(attribute, each, where));
        }
        return bounded(attribute, many);
    }

    /// Values that have their form, when they are not too many together. Members are as many as there are people.
    static ArrayNode bounded(Attribute attribute, ArrayNode many) {
        if (many.size() > MOST_VALUES && !attribute.name().equals("members")) {
            throw ScimRefused.value(attribute.name() + " may have " + MOST_VALUES + " values at most.");
        }
        return onlyOnePrimary(many);
    }

    private static JsonNode one(Attribute attribute, JsonNode value, String where) {
        return switch (attribute.kind()) {
            case TEXT -> {
                if (!value.isString() || value.stringValue().length() > LONGEST_TEXT) {
                    throw ScimRefused.value(where + " must be text of " + LONGEST_TEXT + " characters at most.");
                }
                yield value;
            }
            case FLAG -> {
                var truth = ScimMatch.truth(value);
                if (truth == null) {
                    throw ScimRefused.value(where + " must be true or false.");
                }
                yield JsonNodeFactory.instance.booleanNode(truth);
            }
            case COMPLEX -> complex(attribute, value, where);
        };
    }

    private static JsonNode complex(Attribute attribute, JsonNode value, String where) {
        var clean = JsonNodeFactory.instance.objectNode();
        if (!value.isObject()) {
            // "emails": ["a@example.com"], as some directories write it.
            var plain = attribute.part("value").orElseThrow(() -> ScimRefused.value(where + " must be an object."));
            clean.set(plain.name(), one(plain, value, where));
            return clean;
        }
        for (var member : value.properties()) {
            attribute
                    .part(member.getKey())
                    .filter(_ -> !ScimMatch.isEmpty(member.getValue()))
                    .ifPresent(part -> clean.set(part.name(), one(part, member.getValue(), where + "." + part.name())));
        }
        return clean;
    }

    /// The last one that claims to be primary is.
    private static ArrayNode onlyOnePrimary(ArrayNode many) {
        boolean found = false;
        var values = new ArrayList<>(many.values());
        for (var value : values.reversed()) {
            if (value instanceof ObjectNode object && object.path("primary").asBoolean(false)) {
                if (found) {
                    object.put("primary", false);
                }
                found = true;
            }
        }
        return many;
    }
}
