package plumbline.posture.policy;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.policy.Statement.Condition;
import plumbline.posture.policy.Statement.Effect;
import plumbline.posture.policy.Statement.Grant;
import plumbline.posture.policy.Statement.Scope;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// Reads `data.aws_iam_policy_document` with the documents that it builds on.
final class DocumentReader {
    private static final List<String> BASES =
            List.of("source_json", "override_json", "source_policy_documents", "override_policy_documents");

    private final PolicyReader policies;

    DocumentReader(PolicyReader policies) {
        this.policies = policies;
    }

    PolicyDocument read(Resource document, int depth) {
        List<Statement> statements = new ArrayList<>();
        String gap = document.uncertain() == null ? null : "whether the document exists is unknown";
        for (Block block : document.blocks("statement")) {
            if (block.uncertain() != null) {
                gap = "statements of the document are unknown: "
                        + block.uncertain().reason();
            }
            if (block.uncertain() == null || !block.attributes().isEmpty()) {
                statements.add(statement(block));
            }
        }
        PolicyDocument all = new PolicyDocument(statements, gap);
        for (String base : BASES) {
            for (Value item : Entries.of(document.value(base)).items()) {
                all = all.and(policies.read(item, document.rangeOf(base), depth + 1));
            }
        }
        return all;
    }

    private static Statement statement(Block block) {
        Value effect = block.value("effect");
        Grant grant = new Grant(
                effect.isNull() ? Effect.ALLOW : PolicyReader.effect(effect),
                Entries.of(block.value("actions")),
                Entries.of(block.value("not_actions")));
        Scope scope = new Scope(Entries.of(block.value("resources")), Entries.of(block.value("not_resources")));
        List<Condition> conditions = new ArrayList<>();
        for (Block condition : block.blocks("condition")) {
            conditions.add(new Condition(
                    condition.value("test").asText().orElse(""),
                    condition.value("variable").asText().orElse(""),
                    Entries.of(condition.value("values"))));
        }
        return new Statement(grant, scope, principals(block), conditions, block.range());
    }

    private static Principals principals(Block block) {
        if (!block.blocks("not_principals").isEmpty()) {
            return Principals.SOME;
        }
        List<Block> named = block.blocks("principals");
        if (named.isEmpty()) {
            return Principals.UNNAMED;
        }
        Match everyone = Match.NO;
        for (Block principal : named) {
            Match type = Entries.of(principal.value("type")).any(word -> word.equals("*") || word.equals("AWS"));
            Match match = type.and(Entries.of(principal.value("identifiers")).anyWildcard());
            everyone = everyone.or(principal.uncertain() == null ? match : Match.MAYBE);
        }
        return PolicyReader.of(everyone);
    }
}
