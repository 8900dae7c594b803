package plumbline.posture.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// An expression as written.
public sealed interface Expression {
    Range range();

    /// A number, `true`, `false`, `null`, or a text without interpolation.
    record Literal(Value value, Range range) implements Expression {}

    /// Text made of parts in order.
    record Template(List<Expression> parts, Range range) implements Expression {}

    /// A template of one interpolation and nothing else: the value passes through as it is.
    record Wrapped(Expression inner, Range range) implements Expression {}

    /// The items of a template's `for`, joined.
    record Join(Expression items, Range range) implements Expression {}

    record Parenthesized(Expression inner, Range range) implements Expression {}

    /// A name that begins a traversal.
    record Variable(String name, Range range) implements Expression {}

    /// `source.name`
    record GetAttribute(Expression source, String name, Range range) implements Expression {}

    /// `source[key]`, and the old `source.0`
    record Index(Expression source, Expression key, Range range) implements Expression {}

    /// `source[*]` or `source.*` with what is taken of `each` item, in which [Item] stands for the item.
    record Splat(Expression source, Expression each, boolean full, Range range) implements Expression {}

    /// The item of the innermost splat.
    record Item(Range range) implements Expression {}

    /// `name(arguments)`; with `expand`, the last argument is a sequence of further ones.
    record Call(String name, List<Expression> arguments, boolean expand, Range range) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Unary(Operator operator, Expression operand, Range range) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right, Range range) implements Expression {}

    record Conditional(Expression condition, Expression whenTrue, Expression whenFalse, Range range)
            implements Expression {}

    record Tuple(List<Expression> items, Range range) implements Expression {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    record ObjectLiteral(List<Entry> entries, Range range) implements Expression {
        public ObjectLiteral {
            entries = List.copyOf(entries);
        }
    }

    /// An entry of an object; a bare name as key is a [Literal].
    record Entry(Expression key, Expression value) {}

    /// `[for …]`, or `{for …}` if `key` is given.
    record For(
            @Nullable String keyName,
            String valueName,
            Expression collection,
            @Nullable Expression key,
            Expression value,
            @Nullable Expression condition,
            boolean grouped,
            Range range)
            implements Expression {}
}
