package plumbline.posture.policy;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Statement.Condition;
import plumbline.posture.policy.Statement.Effect;
import plumbline.posture.policy.Statement.Grant;
import plumbline.posture.policy.Statement.Scope;
import plumbline.posture.terraform.Resource;
import plumbline.posture.terraform.ResourceGraph;
import plumbline.posture.value.Json;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// Reads policies from arguments, through `data.aws_iam_policy_document` and through policies made elsewhere in the
/// tree.
public final class PolicyReader {
    private static final String DOCUMENT = "aws_iam_policy_document";

    private final ResourceGraph graph;
    private final DocumentReader documents = new DocumentReader(this);

    public PolicyReader(ResourceGraph graph) {
        this.graph = graph;
    }

    /// Reads an argument's value; `place` is where it is written.
    public PolicyDocument read(Value value, Range place) {
        return read(value, place, 0);
    }

    /// Reads a `data.aws_iam_policy_document`.
    public PolicyDocument read(Resource document) {
        return documents.read(document, 0);
    }

    PolicyDocument read(Value value, Range place, int depth) {
        if (depth > 8) {
            return PolicyDocument.unreadable("the policy is made of policies in too many steps");
        }
        return switch (value) {
            case Text text -> json(text, place);
            case Unknown unknown when !unknown.pieces().isEmpty() -> json(unknown, place);
            case Unknown unknown -> elsewhere(unknown, depth);
            case Mapping mapping -> policy(mapping, place);
            default -> PolicyDocument.unreadable("the policy is not written as one");
        };
    }

    private static PolicyDocument json(Value text, Range place) {
        try {
            return policy(Json.decode(text), place);
        } catch (ValueError broken) {
            return PolicyDocument.unreadable("the policy cannot be read as JSON");
        }
    }

    private PolicyDocument elsewhere(Unknown unknown, int depth) {
        PolicyDocument found = null;
        for (Reference source : unknown.sources()) {
            List<Resource> resources = graph.resolve(source);
            if (resources.size() != 1) {
                return PolicyDocument.unreadable("the policy is unknown: " + unknown.reason());
            }
            PolicyDocument next = document(resources.getFirst(), depth);
            found = found == null ? next : found.and(next);
        }
        if (found == null) {
            return PolicyDocument.unreadable("the policy is unknown: " + unknown.reason());
        }
        return unknown.sources().size() == 1
                ? found
                : new PolicyDocument(List.of(), "the policy is one of several, and which one is unknown");
    }

    private PolicyDocument document(Resource resource, int depth) {
        if (resource.type().equals(DOCUMENT)) {
            return documents.read(resource, depth);
        }
        if (resource.attribute("policy").isPresent()) {
            return read(resource.value("policy"), resource.rangeOf("policy"), depth + 1);
        }
        return PolicyDocument.unreadable("the policy comes from " + resource.address() + ", which does not show it");
    }

    private static PolicyDocument policy(Value value, Range place) {
        Value written = member(value, "Statement");
        List<Statement> statements = new ArrayList<>();
        String gap = null;
        if (written instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                gap = item.isUnknown() ? "a statement of the policy is unknown" : gap;
                if (item instanceof Mapping statement) {
                    statements.add(statement(statement, place));
                }
            }
            gap = sequence.isComplete() ? gap : "further statements of the policy are unknown";
        } else if (written instanceof Mapping single) {
            statements.add(statement(single, place));
        } else {
            gap = "the statements of the policy are " + (written.isUnknown() ? "unknown" : "missing");
        }
        return new PolicyDocument(statements, gap);
    }

    private static Statement statement(Mapping written, Range place) {
        Grant grant = new Grant(
                effect(member(written, "Effect")),
                Entries.of(member(written, "Action")),
                Entries.of(member(written, "NotAction")));
        Scope scope = new Scope(Entries.of(member(written, "Resource")), Entries.of(member(written, "NotResource")));
        return new Statement(grant, scope, principals(written), conditions(member(written, "Condition")), place);
    }

    /// The member of an object by its name, which AWS reads without regard to case at this level.
    private static Value member(Value object, String name) {
        if (!(object instanceof Mapping mapping)) {
            return object.get(name);
        }
        for (String key : mapping.entries().keySet()) {
            if (key.equalsIgnoreCase(name)) {
                return mapping.entry(key);
            }
        }
        return mapping.entry(name);
    }

    static Effect effect(Value value) {
        String word = value.asText().orElse("");
        if (word.equalsIgnoreCase("Allow")) {
            return Effect.ALLOW;
        }
        return word.equalsIgnoreCase("Deny") ? Effect.DENY : Effect.UNKNOWN;
    }

    private static Principals principals(Mapping written) {
        if (!member(written, "NotPrincipal").isNull()) {
            return Principals.SOME;
        }
        Value principal = member(written, "Principal");
        if (principal.isNull()) {
            return Principals.UNNAMED;
        }
        Match everyone = principal instanceof Mapping named
                ? anyoneAmong(named)
                : Entries.of(principal).anyWildcard();
        return of(everyone);
    }

    private static Match anyoneAmong(Mapping named) {
        return Entries.of(named.entry("AWS"))
                .anyWildcard()
                .or(Entries.of(named.entry("*")).anyWildcard());
    }

    static Principals of(Match everyone) {
        return switch (everyone) {
            case YES -> Principals.EVERYONE;
            case NO -> Principals.SOME;
            case MAYBE -> Principals.UNKNOWN;
        };
    }

    private static List<Condition> conditions(Value value) {
        List<Condition> conditions = new ArrayList<>();
        switch (value) {
            case Mapping operators ->
                operators.entries().forEach((operator, keys) -> {
                    if (keys instanceof Mapping tested) {
                        tested.entries()
                                .forEach((key, values) ->
                                        conditions.add(new Condition(operator, key, Entries.of(values))));
                    } else {
                        conditions.add(new Condition(operator, "", Entries.NONE));
                    }
                });
            case Null _ -> {}
            default -> conditions.add(new Condition("", "", Entries.NONE));
        }
        return conditions;
    }
}
