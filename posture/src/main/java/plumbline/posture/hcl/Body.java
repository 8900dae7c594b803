package plumbline.posture.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a file or a block holds: arguments and blocks, each in the order written.
public record Body(List<Argument> arguments, List<BlockNode> blocks) {
    public static final Body EMPTY = new Body(List.of(), List.of());

    public Body {
        arguments = List.copyOf(arguments);
        blocks = List.copyOf(blocks);
    }

    /// `name = value`
    public record Argument(String name, Expression value, Range nameRange, Range range) {}

    /// `type "label" { body }`; `header` is the part before the brace.
    public record BlockNode(String type, List<Label> labels, Body body, Range header, Range range) {
        public BlockNode {
            labels = List.copyOf(labels);
        }

        /// The text of a label, empty if there are not so many.
        public String label(int index) {
            return index < labels.size() ? labels.get(index).text() : "";
        }
    }

    /// A label, quoted or not.
    public record Label(String text, Range range) {}

    public @Nullable Argument argument(String name) {
        for (Argument argument : arguments) {
            if (argument.name().equals(name)) {
                return argument;
            }
        }
        return null;
    }

    public @Nullable Expression value(String name) {
        Argument argument = argument(name);
        return argument == null ? null : argument.value();
    }
}
