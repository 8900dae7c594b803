package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Evaluates the arguments of a block and of the blocks in it, and writes out `dynamic` ones.
final class BlockEvaluator {
    /// Arguments that direct Terraform itself and are no property of the resource.
    private static final Set<String> META =
            Set.of("count", "for_each", "provider", "providers", "depends_on", "source", "version");

    private final Session session;

    BlockEvaluator(Session session) {
        this.session = session;
    }

    /// The body of a resource or of a call.
    Block top(BlockNode node, Environment environment) {
        List<Attribute> attributes = attributes(node.body(), environment, META);
        return new Block(node.type(), attributes, nested(node.body(), environment), node.range(), null);
    }

    private Block block(BlockNode node, Environment environment, @Nullable Unknown uncertain) {
        // Names in here are keywords of the language, not references.
        boolean evaluated = !node.type().equals("lifecycle");
        List<Attribute> attributes = evaluated ? attributes(node.body(), environment, Set.of()) : List.of();
        return new Block(node.type(), attributes, nested(node.body(), environment), node.range(), uncertain);
    }

    private List<Attribute> attributes(Body body, Environment environment, Set<String> without) {
        List<Attribute> attributes = new ArrayList<>(body.arguments().size());
        for (Argument argument : body.arguments()) {
            if (!without.contains(argument.name())) {
                attributes.add(attribute(argument, environment));
            }
        }
        return attributes;
    }

    Attribute attribute(Argument argument, Environment outer) {
        Environment environment = outer.traced();
        Value value;
        try {
            value = session.evaluator().evaluate(argument.value(), environment);
        } catch (EvaluationError error) {
            value = session.failed(error);
        }
        SortedSet<Reference> references = environment.trace().references(value);
        return new Attribute(argument.name(), value, argument.range(), references);
    }

    private List<Block> nested(Body body, Environment environment) {
        List<Block> blocks = new ArrayList<>(body.blocks().size());
        for (BlockNode node : body.blocks()) {
            if (node.type().equals("dynamic") && node.labels().size() == 1) {
                dynamic(node, environment, blocks);
            } else {
                blocks.add(block(node, environment, null));
            }
        }
        return blocks;
    }

    private void dynamic(BlockNode node, Environment environment, List<Block> blocks) {
        BlockNode content = content(node);
        Expression forEach = node.body().value("for_each");
        if (content == null || forEach == null) {
            return;
        }
        BlockNode written = new BlockNode(node.label(0), List.of(), content.body(), content.header(), content.range());
        Writer writer = new Writer(written, iterator(node), environment, blocks);
        Value members;
        try {
            members = session.evaluator().evaluate(forEach, environment);
        } catch (EvaluationError error) {
            members = session.failed(error);
        }
        switch (members) {
            case Unknown unknown -> writer.open(unknown);
            case Sequence sequence -> {
                boolean set = sequence.kind() == Sequence.Kind.SET;
                for (int i = 0; i < sequence.items().size() && admits(node.range(), i); i++) {
                    Value item = sequence.items().get(i);
                    writer.write(set ? item : Value.of(i), item, null);
                }
                writer.open(sequence.rest());
            }
            case Mapping mapping -> {
                int i = 0;
                for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
                    if (admits(node.range(), i++)) {
                        writer.write(Value.of(entry.getKey()), entry.getValue(), null);
                    }
                }
                writer.open(mapping.rest());
            }
            default ->
                session.failed(new EvaluationError(forEach.range(), "for_each of a dynamic block needs a collection"));
        }
    }

    /// Writes the blocks of one dynamic block.
    private final class Writer {
        private final BlockNode written;
        private final String iterator;
        private final Environment environment;
        private final List<Block> blocks;

        Writer(BlockNode written, String iterator, Environment environment, List<Block> blocks) {
            this.written = written;
            this.iterator = iterator;
            this.environment = environment;
            this.blocks = blocks;
        }

        void write(Value key, Value value, @Nullable Unknown uncertain) {
            Value names = new Mapping(Mapping.Kind.OBJECT, Map.of("key", key, "value", value));
            blocks.add(block(written, environment.with(iterator, names), uncertain));
        }

        void open(@Nullable Unknown rest) {
            if (rest != null) {
                write(rest, rest, rest);
            }
        }
    }

    private boolean admits(Range range, int index) {
        int limit = session.limits().expansion();
        if (index == limit) {
            session.failed(new EvaluationError(range, "a dynamic block may write at most " + limit + " blocks"));
        }
        return index < limit;
    }

    private static @Nullable BlockNode content(BlockNode dynamic) {
        for (BlockNode nested : dynamic.body().blocks()) {
            if (nested.type().equals("content")) {
                return nested;
            }
        }
        return null;
    }

    private static String iterator(BlockNode dynamic) {
        Expression iterator = dynamic.body().value("iterator");
        return switch (iterator) {
            case Expression.Variable variable -> variable.name();
            case Expression.Literal literal when literal.value() instanceof Text(String name) -> name;
            case null, default -> dynamic.label(0);
        };
    }

    /// A block as a value: its arguments, its blocks as lists, and anything else as the provider's to tell.
    static Mapping value(Block block, Unknown rest) {
        Map<String, Value> entries = new HashMap<>();
        for (Attribute attribute : block.attributes()) {
            entries.put(attribute.name(), attribute.value());
        }
        SortedSet<String> types = new TreeSet<>();
        block.blocks().forEach(nested -> types.add(nested.type()));
        for (String type : types) {
            List<Value> items = new ArrayList<>();
            Unknown open = null;
            for (Block nested : block.blocks()) {
                if (nested.type().equals(type)) {
                    open = nested.uncertain() == null ? open : nested.uncertain();
                    if (nested.uncertain() == null) {
                        items.add(value(nested, rest.attribute(type)));
                    }
                }
            }
            entries.putIfAbsent(type, new Sequence(Sequence.Kind.LIST, items, open));
        }
        return new Mapping(Mapping.Kind.OBJECT, entries, rest);
    }
}
