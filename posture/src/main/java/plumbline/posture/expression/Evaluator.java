package plumbline.posture.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.posture.function.Functions;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.Expression.GetAttribute;
import plumbline.posture.hcl.Expression.Index;
import plumbline.posture.hcl.Expression.Variable;
import plumbline.posture.hcl.Operator;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Equality;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Pieces;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Type;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// Gives expressions their values. What cannot be evaluated is an [EvaluationError] at the innermost place.
public final class Evaluator {
    private final Host host;
    private final Loops loops;
    private final Templates templates;

    public Evaluator(Host host) {
        this.host = host;
        this.loops = new Loops(this, host);
        this.templates = new Templates(this, host);
    }

    public Value evaluate(Expression expression, Environment environment) {
        host.charge(1);
        try {
            return switch (expression) {
                case Expression.Literal literal -> literal.value();
                case Expression.Template template -> template(template, environment);
                case Expression.Wrapped wrapped -> evaluate(wrapped.inner(), environment);
                case Expression.Parenthesized parenthesized -> evaluate(parenthesized.inner(), environment);
                case Expression.Join join -> loops.join(join, environment);
                case Variable variable -> variable(variable, environment);
                case GetAttribute attribute -> attribute(attribute, environment);
                case Index index ->
                    Operations.index(evaluate(index.source(), environment), evaluate(index.key(), environment));
                case Expression.Splat splat -> loops.splat(splat, environment);
                case Expression.Item _ -> item(environment);
                case Expression.Call call -> call(call, environment);
                case Expression.Unary unary ->
                    Operations.unary(unary.operator(), evaluate(unary.operand(), environment));
                case Expression.Binary binary -> binary(binary, environment);
                case Expression.Conditional conditional -> conditional(conditional, environment);
                case Expression.Tuple tuple -> Value.tuple(evaluate(tuple.items(), environment));
                case Expression.ObjectLiteral object -> object(object, environment);
                case Expression.For loop -> loops.loop(loop, environment);
            };
        } catch (ValueError error) {
            throw new EvaluationError(expression.range(), error);
        }
    }

    private List<Value> evaluate(List<Expression> expressions, Environment environment) {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression, environment));
        }
        return values;
    }

    private Value template(Expression.Template template, Environment environment) {
        Pieces pieces = new Pieces();
        for (Expression part : template.parts()) {
            pieces.add(evaluate(part, environment));
        }
        Value text = pieces.join();
        host.charge(text.asText().map(String::length).orElse(0) / 64);
        return text;
    }

    private static Value item(Environment environment) {
        Value item = environment.lookup(Loops.ITEM);
        if (item == null) {
            throw new IllegalStateException("an item must stand in a splat");
        }
        return item;
    }

    private static Value variable(Variable variable, Environment environment) {
        Value bound = environment.lookup(variable.name());
        if (bound != null) {
            return bound;
        }
        throw new ValueError(
                "there is nothing called \"" + variable.name() + "\" here; a reference has at least two parts");
    }

    private Value attribute(GetAttribute attribute, Environment environment) {
        Value rooted = rooted(attribute, environment);
        if (rooted != null) {
            return rooted;
        }
        Value source = evaluate(attribute.source(), environment);
        Value found = Operations.attribute(source, attribute.name());
        environment.trace().read(source, attribute.name(), found);
        return found;
    }

    /// What the scope of the module says, if this is the beginning of a traversal.
    private @Nullable Value rooted(GetAttribute attribute, Environment environment) {
        Scope scope = environment.scope();
        Trace trace = environment.trace();
        String last = attribute.name();
        return switch (attribute.source()) {
            case Variable(String root, Range _)
            when environment.lookup(root) == null -> scope.reference(root, last, attribute.range(), trace);
            case GetAttribute(Variable(String root, Range _), String name, Range _)
            when root.equals("data") && environment.lookup(root) == null ->
                scope.data(name, last, attribute.range(), trace);
            case GetAttribute(Variable(String root, Range _), String name, Range _)
            when root.equals("module") && environment.lookup(root) == null ->
                scope.output(name, null, last, attribute.range(), trace);
            case Index(GetAttribute(Variable(String root, Range _), String name, Range _), Expression key, Range _)
            when root.equals("module") && environment.lookup(root) == null ->
                scope.output(name, evaluate(key, environment), last, attribute.range(), trace);
            default -> null;
        };
    }

    private Value call(Expression.Call call, Environment environment) {
        if (call.name().equals("try")) {
            return attempt(call, environment);
        }
        if (call.name().equals("can")) {
            return can(call, environment);
        }
        List<Value> arguments = new ArrayList<>(evaluate(call.arguments(), environment));
        if (call.expand()) {
            Value last = arguments.removeLast();
            if (!(last instanceof Sequence sequence) || sequence.rest() != null) {
                if (last.isKnown()) {
                    throw new ValueError("only a list can be expanded into arguments");
                }
                arguments.add(last);
                return Unknown.from("", arguments);
            }
            arguments.addAll(sequence.items());
        }
        return switch (call.name()) {
            case "templatefile" -> templates.file(arguments);
            case "templatestring" -> templates.text(arguments);
            default -> Functions.call(call.name(), arguments, host);
        };
    }

    private Value attempt(Expression.Call call, Environment environment) {
        EvaluationError last = null;
        for (Expression argument : call.arguments()) {
            try {
                return evaluate(argument, environment);
            } catch (EvaluationError error) {
                if (error.isLimit()) {
                    return Unknown.because(error.reason());
                }
                last = error;
            }
        }
        throw last != null ? last : new ValueError("try needs an argument");
    }

    private Value can(Expression.Call call, Environment environment) {
        if (call.arguments().size() != 1) {
            throw new ValueError("can takes one argument");
        }
        try {
            Value value = evaluate(call.arguments().getFirst(), environment);
            return value instanceof Unknown ? value : Value.of(true);
        } catch (EvaluationError error) {
            return error.isLimit() ? Unknown.because(error.reason()) : Value.of(false);
        }
    }

    private Value binary(Expression.Binary binary, Environment environment) {
        Value left = evaluate(binary.left(), environment);
        boolean shortcut = binary.operator() == Operator.AND || binary.operator() == Operator.OR;
        if (shortcut && !(left instanceof Unknown) && Operations.bool(left) == (binary.operator() == Operator.OR)) {
            return Value.of(binary.operator() == Operator.OR);
        }
        return Operations.binary(binary.operator(), left, evaluate(binary.right(), environment));
    }

    private Value conditional(Expression.Conditional conditional, Environment environment) {
        Value condition = evaluate(conditional.condition(), environment);
        if (!(condition instanceof Unknown)) {
            return evaluate(Operations.bool(condition) ? conditional.whenTrue() : conditional.whenFalse(), environment);
        }
        Value whenTrue = branch(conditional.whenTrue(), environment);
        Value whenFalse = branch(conditional.whenFalse(), environment);
        Optional<Boolean> same = Equality.test(whenTrue, whenFalse);
        return same.orElse(false) ? whenTrue : Unknown.from("", List.of(condition, whenTrue, whenFalse));
    }

    private Value branch(Expression branch, Environment environment) {
        try {
            return evaluate(branch, environment);
        } catch (EvaluationError error) {
            return Unknown.because(error.reason());
        }
    }

    private Value object(Expression.ObjectLiteral object, Environment environment) {
        Map<String, Value> entries = HashMap.newHashMap(object.entries().size());
        Unknown rest = null;
        for (Expression.Entry entry : object.entries()) {
            Value key = evaluate(entry.key(), environment);
            Value value = evaluate(entry.value(), environment);
            if (key instanceof Unknown unknown) {
                rest = unknown.with(value.references());
            } else {
                entries.put(key(key), value);
            }
        }
        return new Mapping(Mapping.Kind.OBJECT, entries, rest);
    }

    static String key(Value key) {
        return Conversion.convert(key, Type.Primitive.STRING)
                .asText()
                .orElseThrow(() -> new ValueError("a key must not be null"));
    }
}
