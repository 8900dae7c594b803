package plumbline.posture.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.ParsedExpression;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Text;
import plumbline.posture.value.Type;
import plumbline.posture.value.Value;

/// Reads the type constraint of a variable.
public final class TypeParser {
    private final Evaluator evaluator;

    public TypeParser(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    public Type parse(Expression expression) {
        return switch (expression) {
            case Expression.Variable variable -> named(variable, variable.name());
            case Expression.Literal literal when literal.value() instanceof Text(String name) -> named(literal, name);
            case Expression.Wrapped wrapped -> parse(wrapped.inner());
            case Expression.Parenthesized parenthesized -> parse(parenthesized.inner());
            case Expression.Call call
            when call.arguments().size() == 1 ->
                constructed(call, call.arguments().getFirst());
            default -> throw invalid(expression);
        };
    }

    private Type named(Expression at, String name) {
        return switch (name) {
            case "any" -> Type.Primitive.ANY;
            case "string" -> Type.Primitive.STRING;
            case "number" -> Type.Primitive.NUMBER;
            case "bool" -> Type.Primitive.BOOL;
            case "list" -> new Type.ListOf(Type.Primitive.ANY);
            case "set" -> new Type.SetOf(Type.Primitive.ANY);
            case "map" -> new Type.MapOf(Type.Primitive.ANY);
            default -> quoted(at, name);
        };
    }

    /// JSON has the type in quotes, as in `"list(string)"`.
    private Type quoted(Expression at, String name) {
        ParsedExpression parsed = HclParser.parseExpression(Source.of(at.range().file(), name));
        if (parsed.expression() instanceof Expression.Call call) {
            return parse(call);
        }
        throw invalid(at);
    }

    private Type constructed(Expression.Call call, Expression argument) {
        return switch (call.name()) {
            case "list" -> new Type.ListOf(parse(argument));
            case "set" -> new Type.SetOf(parse(argument));
            case "map" -> new Type.MapOf(parse(argument));
            case "object" -> object(argument);
            case "tuple" -> tuple(argument);
            default -> throw invalid(call);
        };
    }

    private Type tuple(Expression argument) {
        if (!(argument instanceof Expression.Tuple tuple)) {
            throw invalid(argument);
        }
        List<Type> elements = new ArrayList<>();
        for (Expression item : tuple.items()) {
            elements.add(parse(item));
        }
        return new Type.TupleOf(elements);
    }

    private Type object(Expression argument) {
        if (!(argument instanceof Expression.ObjectLiteral object)) {
            throw invalid(argument);
        }
        SortedMap<String, Type.Member> members = new TreeMap<>();
        for (Expression.Entry entry : object.entries()) {
            if (!(entry.key() instanceof Expression.Literal literal)
                    || literal.value().asText().isEmpty()) {
                throw invalid(entry.key());
            }
            members.put(literal.value().asText().get(), member(entry.value()));
        }
        return new Type.ObjectOf(members);
    }

    private Type.Member member(Expression expression) {
        if (!(expression instanceof Expression.Call call) || !call.name().equals("optional")) {
            return new Type.Member(parse(expression), false, null);
        }
        if (call.arguments().isEmpty() || call.arguments().size() > 2) {
            throw invalid(call);
        }
        Value otherwise = call.arguments().size() == 1
                ? null
                : evaluator.evaluate(call.arguments().get(1), Environment.of(Scope.NONE));
        return new Type.Member(parse(call.arguments().getFirst()), true, otherwise);
    }

    private static EvaluationError invalid(Expression at) {
        return new EvaluationError(
                at.range(),
                "this is no type; types are any, string, number, bool, and list, set, map, object or tuple of types");
    }
}
