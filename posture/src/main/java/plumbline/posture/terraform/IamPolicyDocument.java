package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.value.Json;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// `data.aws_iam_policy_document`: the one data source whose answer is in its arguments, the policy as JSON.
final class IamPolicyDocument {
    private IamPolicyDocument() {}

    static boolean isOne(BlockNode node) {
        return node.type().equals("data") && node.label(0).equals("aws_iam_policy_document");
    }

    /// The data source's value with its `json`.
    static Mapping complete(Mapping value, Block body) {
        Map<String, Value> entries = new TreeMap<>(value.entries());
        Value json = json(body);
        entries.put("json", json);
        entries.put("minified_json", json);
        return new Mapping(value.kind(), entries, value.rest());
    }

    private static Value json(Block body) {
        try {
            Statements statements = new Statements();
            statements.addDocuments(body.value("source_policy_documents"), false);
            statements.addDocuments(listed(body.value("source_json")), false);
            for (Block block : body.blocks("statement")) {
                statements.add(statement(block), block.uncertain());
            }
            statements.addDocuments(body.value("override_policy_documents"), true);
            statements.addDocuments(listed(body.value("override_json")), true);
            Map<String, Value> policy = new LinkedHashMap<>();
            policy.put("Version", body.value("version").isNull() ? Value.of("2012-10-17") : body.value("version"));
            put(policy, "Id", body.value("policy_id"));
            policy.put("Statement", statements.value());
            return Json.encode(Value.object(policy));
        } catch (ValueError error) {
            return Unknown.because("the policy document cannot be read: " + error.reason());
        }
    }

    private static Value listed(Value document) {
        return document.isNull() ? Sequence.EMPTY : Value.tuple(List.of(document));
    }

    private static Value statement(Block block) {
        Map<String, Value> statement = new TreeMap<>();
        put(statement, "Sid", block.value("sid"));
        statement.put("Effect", block.value("effect").isNull() ? Value.of("Allow") : block.value("effect"));
        put(statement, "Action", oneOrMore(block.value("actions")));
        put(statement, "NotAction", oneOrMore(block.value("not_actions")));
        put(statement, "Resource", oneOrMore(block.value("resources")));
        put(statement, "NotResource", oneOrMore(block.value("not_resources")));
        put(statement, "Principal", principals(block.blocks("principals")));
        put(statement, "NotPrincipal", principals(block.blocks("not_principals")));
        put(statement, "Condition", conditions(block.blocks("condition")));
        return Value.object(statement);
    }

    private static void put(Map<String, Value> into, String key, Value value) {
        boolean empty = value.isNull()
                || (value instanceof Sequence list
                        && list.isComplete()
                        && list.items().isEmpty())
                || (value instanceof Mapping map
                        && map.isComplete()
                        && map.entries().isEmpty());
        if (!empty) {
            into.put(key, value);
        }
    }

    private static Value oneOrMore(Value list) {
        Value restored = interpolated(list);
        return restored instanceof Sequence sequence
                        && sequence.isComplete()
                        && sequence.items().size() == 1
                ? sequence.items().getFirst()
                : restored;
    }

    /// `&{aws:username}` is how a document writes a policy variable, since `${` is Terraform's own.
    private static Value interpolated(Value value) {
        return switch (value) {
            case Text(String text) -> Value.of(text.replace("&{", "${"));
            case Sequence sequence -> {
                List<Value> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(interpolated(item)));
                yield new Sequence(sequence.kind(), items, sequence.rest());
            }
            default -> value;
        };
    }

    private static Value principals(List<Block> blocks) {
        Map<String, Value> byType = new TreeMap<>();
        Unknown open = null;
        for (Block block : blocks) {
            Value type = block.value("type");
            Value identifiers = oneOrMore(block.value("identifiers"));
            if (!(type instanceof Text(String name)) || block.uncertain() != null) {
                open = block.uncertain() != null
                        ? block.uncertain()
                        : Unknown.from("a principal's type is unknown", List.of(type));
            } else if (name.equals("*") && identifiers.equals(Value.of("*"))) {
                return Value.of("*");
            } else {
                byType.merge(name, identifiers, IamPolicyDocument::joined);
            }
        }
        return new Mapping(Mapping.Kind.OBJECT, byType, open);
    }

    private static Value joined(Value first, Value second) {
        List<Value> items = new ArrayList<>();
        Unknown open = null;
        for (Value value : List.of(first, second)) {
            if (value instanceof Sequence sequence) {
                items.addAll(sequence.items());
                open = sequence.rest() == null ? open : sequence.rest();
            } else {
                items.add(value);
            }
        }
        return new Sequence(Sequence.Kind.TUPLE, items, open);
    }

    private static Value conditions(List<Block> blocks) {
        Map<String, Map<String, Value>> tests = new TreeMap<>();
        Unknown open = null;
        for (Block block : blocks) {
            if (block.value("test") instanceof Text(String test)
                    && block.value("variable") instanceof Text(String variable)
                    && block.uncertain() == null) {
                tests.computeIfAbsent(test, _ -> new TreeMap<>())
                        .merge(variable, oneOrMore(block.value("values")), IamPolicyDocument::joined);
            } else {
                open = block.uncertain() != null
                        ? block.uncertain()
                        : Unknown.from("a condition is unknown", List.of(block.value("test"), block.value("variable")));
            }
        }
        Map<String, Value> conditions = new TreeMap<>();
        tests.forEach((test, variables) -> conditions.put(test, Value.object(variables)));
        return new Mapping(Mapping.Kind.OBJECT, conditions, open);
    }

    /// Collects statements; one with a `Sid` that is there already replaces it where documents override.
    private static final class Statements {
        private final List<Value> statements = new ArrayList<>();
        private @Nullable Unknown open;

        void add(Value statement, @Nullable Unknown uncertain) {
            if (uncertain != null) {
                open = uncertain;
            } else {
                statements.add(statement);
            }
        }

        void addDocuments(Value documents, boolean override) {
            if (documents instanceof Unknown unknown) {
                open = unknown;
            }
            if (documents instanceof Sequence sequence && sequence.rest() != null) {
                open = sequence.rest();
            }
            for (Value document : documents.items()) {
                if (document.equals(Value.of(""))) {
                    continue;
                }
                if (Json.decode(document) instanceof Mapping policy) {
                    addAll(policy.entry("Statement"), override);
                } else {
                    open = Unknown.from("a source document is unknown", List.of(document));
                }
            }
        }

        private void addAll(Value added, boolean override) {
            if (added instanceof Mapping) {
                put(added, override);
            }
            for (Value statement : added.items()) {
                put(statement, override);
            }
        }

        private void put(Value statement, boolean override) {
            Value sid = statement.get("Sid");
            if (override && sid instanceof Text(String name) && !name.isEmpty()) {
                statements.removeIf(earlier -> earlier.get("Sid").equals(sid));
            }
            statements.add(statement);
        }

        Value value() {
            return new Sequence(Sequence.Kind.TUPLE, statements, open);
        }
    }
}
