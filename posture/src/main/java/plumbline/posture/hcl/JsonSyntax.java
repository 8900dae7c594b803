package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Body.Label;
import plumbline.posture.hcl.Expression.Entry;
import plumbline.posture.hcl.Expression.Literal;
import plumbline.posture.hcl.Expression.ObjectLiteral;
import plumbline.posture.hcl.Expression.Tuple;
import plumbline.posture.value.Text;

/// The JSON variant of the syntax: the same tree out of objects. Which properties are blocks, and how many labels they
/// have, is known for the blocks at the top of a Terraform file; properties inside of these are arguments, but for
/// `dynamic` blocks and what holds them.
public final class JsonSyntax {
    private JsonSyntax() {}

    /// A file of configuration.
    public static Parsed parse(Source source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<BlockNode> blocks = new ArrayList<>();
        for (Expression top : objects(read(source, diagnostics))) {
            for (Entry entry : ((ObjectLiteral) top).entries()) {
                String type = text(entry.key());
                blocks(type, labels(type), List.of(), entry, blocks);
            }
        }
        return new Parsed(new Body(List.of(), blocks), diagnostics);
    }

    /// A file of values: each property is an argument.
    public static Parsed parseValues(Source source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Expression top = read(source, diagnostics);
        return new Parsed(
                top instanceof ObjectLiteral object ? new Body(arguments(object), List.of()) : Body.EMPTY, diagnostics);
    }

    private static Expression read(Source source, List<Diagnostic> diagnostics) {
        try {
            return new JsonExpressions(source).read();
        } catch (SyntaxError error) {
            diagnostics.add(error.diagnostic());
            return new Tuple(List.of(), source.range(0, 0));
        }
    }

    private static int labels(String type) {
        return switch (type) {
            case "resource", "data", "ephemeral" -> 2;
            case "variable", "output", "module", "provider", "check" -> 1;
            default -> 0;
        };
    }

    private static void blocks(String type, int labels, List<Label> given, Entry entry, List<BlockNode> blocks) {
        for (Expression value : objects(entry.value())) {
            ObjectLiteral object = (ObjectLiteral) value;
            if (labels == 0) {
                Range range = entry.key().range().to(object.range());
                blocks.add(new BlockNode(type, given, body(object), entry.key().range(), range));
                continue;
            }
            for (Entry inner : object.entries()) {
                List<Label> extended = new ArrayList<>(given);
                extended.add(new Label(text(inner.key()), inner.key().range()));
                blocks(type, labels - 1, extended, inner, blocks);
            }
        }
    }

    /// A block may be one object or several in a list.
    private static List<Expression> objects(Expression value) {
        List<Expression> objects = new ArrayList<>();
        if (value instanceof ObjectLiteral) {
            objects.add(value);
        } else if (value instanceof Tuple tuple) {
            for (Expression item : tuple.items()) {
                if (item instanceof ObjectLiteral) {
                    objects.add(item);
                }
            }
        }
        return objects;
    }

    private static List<Argument> arguments(ObjectLiteral object) {
        List<Argument> arguments = new ArrayList<>();
        for (Entry entry : object.entries()) {
            arguments.add(argument(entry));
        }
        return arguments;
    }

    private static Argument argument(Entry entry) {
        Range key = entry.key().range();
        return new Argument(
                text(entry.key()), entry.value(), key, key.to(entry.value().range()));
    }

    private static Body body(ObjectLiteral object) {
        List<Argument> arguments = new ArrayList<>();
        List<BlockNode> blocks = new ArrayList<>();
        for (Entry entry : object.entries()) {
            String name = text(entry.key());
            if (name.equals("dynamic") && !dynamic(entry).isEmpty()) {
                blocks.addAll(dynamic(entry));
            } else if (holdsDynamic(entry.value())) {
                blocks(name, 0, List.of(), entry, blocks);
            } else if (!name.equals("//")) {
                arguments.add(argument(entry));
            }
        }
        return new Body(arguments, blocks);
    }

    private static boolean holdsDynamic(Expression value) {
        return objects(value).stream()
                .flatMap(object -> ((ObjectLiteral) object).entries().stream())
                .anyMatch(entry ->
                        (text(entry.key()).equals("dynamic") && !dynamic(entry).isEmpty())
                                || holdsDynamic(entry.value()));
    }

    /// The blocks of `"dynamic": {"label": {"for_each": …, "content": …}}`; none if it is something else of that name.
    private static List<BlockNode> dynamic(Entry entry) {
        List<BlockNode> blocks = new ArrayList<>();
        for (Expression labelled : objects(entry.value())) {
            for (Entry label : ((ObjectLiteral) labelled).entries()) {
                for (Expression value : objects(label.value())) {
                    ObjectLiteral object = (ObjectLiteral) value;
                    List<BlockNode> content = new ArrayList<>();
                    object.entries().stream()
                            .filter(inner -> text(inner.key()).equals("content"))
                            .forEach(inner -> blocks("content", 0, List.of(), inner, content));
                    if (!content.isEmpty()) {
                        Range key = label.key().range();
                        Body body = new Body(arguments(object), content);
                        List<Label> labels = List.of(new Label(text(label.key()), key));
                        blocks.add(new BlockNode("dynamic", labels, body, key, key.to(object.range())));
                    }
                }
            }
        }
        return blocks;
    }

    private static String text(Expression key) {
        return key instanceof Literal literal && literal.value() instanceof Text(String text) ? text : "";
    }
}
