package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// `depends_on`: names resources without taking a value from them.
final class Dependencies {
    private Dependencies() {}

    /// The block with its `depends_on` as an attribute that refers to what it names.
    static Block add(Block body, BlockNode node, ModuleInstance module) {
        Argument argument = node.body().argument("depends_on");
        if (argument == null || !(argument.value() instanceof Expression.Tuple tuple)) {
            return body;
        }
        List<Value> names = new ArrayList<>();
        SortedSet<Reference> references = new TreeSet<>();
        String root = module.placement().root();
        String prefix = (root.isEmpty() ? "" : root + "//") + module.placement().prefix();
        for (Expression item : tuple.items()) {
            String name = name(item);
            if (name != null) {
                names.add(Value.of(name));
                references.add(new Reference(prefix + name, ""));
            }
        }
        List<Attribute> attributes = new ArrayList<>(body.attributes());
        attributes.add(new Attribute(argument.name(), Value.tuple(names), argument.range(), references));
        return new Block(body.type(), attributes, body.blocks(), body.range(), body.uncertain());
    }

    private static @Nullable String name(Expression item) {
        return switch (item) {
            case Expression.Variable variable -> variable.name();
            case Expression.GetAttribute attribute -> {
                String source = name(attribute.source());
                yield source == null ? null : source + "." + attribute.name();
            }
            case Expression.Index index -> name(index.source());
            case Expression.Literal literal
            when literal.value() instanceof Text(String text) -> {
                Expression parsed =
                        HclParser.parseExpression(Source.of("depends_on", text)).expression();
                yield parsed == null || parsed instanceof Expression.Literal ? null : name(parsed);
            }
            default -> null;
        };
    }
}
