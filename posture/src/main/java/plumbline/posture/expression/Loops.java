package plumbline.posture.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.Expression.For;
import plumbline.posture.hcl.Expression.Splat;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Pieces;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;
import plumbline.posture.value.Weight;

/// `for` expressions and splats. Members that may or may not be there make the result open at its end.
final class Loops {
    /// The name under which a splat binds its item; nobody can write it.
    static final String ITEM = "*";

    /// A member takes memory as well as time.
    private static final int MEMBER_STEPS = 20;

    private final Evaluator evaluator;
    private final Host host;

    Loops(Evaluator evaluator, Host host) {
        this.evaluator = evaluator;
        this.host = host;
    }

    Value splat(Splat splat, Environment environment) {
        Value source = evaluator.evaluate(splat.source(), environment);
        return switch (source) {
            case Null _ -> Sequence.EMPTY;
            case Sequence sequence -> {
                List<Value> items = new ArrayList<>(sequence.items().size());
                for (Value item : sequence.items()) {
                    items.add(each(splat, item, environment));
                }
                yield new Sequence(Sequence.Kind.TUPLE, items, rest(splat, sequence.rest(), environment));
            }
            case Unknown unknown -> each(splat, unknown, environment);
            default -> Value.tuple(List.of(each(splat, source, environment)));
        };
    }

    private Value each(Splat splat, Value item, Environment environment) {
        return evaluator.evaluate(splat.each(), environment.with(ITEM, item));
    }

    private @Nullable Unknown rest(Splat splat, @Nullable Unknown rest, Environment environment) {
        if (rest == null) {
            return null;
        }
        return each(splat, rest, environment) instanceof Unknown unknown ? unknown : rest;
    }

    Value join(Expression.Join join, Environment environment) {
        Value items = evaluator.evaluate(join.items(), environment);
        if (!(items instanceof Sequence sequence)) {
            return items;
        }
        Pieces pieces = new Pieces();
        sequence.items().forEach(pieces::add);
        if (sequence.rest() != null) {
            pieces.add(sequence.rest());
        }
        return pieces.join();
    }

    Value loop(For loop, Environment environment) {
        Value collection = evaluator.evaluate(loop.collection(), environment);
        Result result = new Result(loop, environment);
        switch (collection) {
            case Unknown unknown -> {
                return unknown;
            }
            case Sequence sequence -> {
                boolean set = sequence.kind() == Sequence.Kind.SET;
                for (int i = 0; i < sequence.items().size(); i++) {
                    Value item = sequence.items().get(i);
                    Value place = sequence.rest() == null ? Value.of(i) : sequence.rest();
                    result.add(set ? item : place, item);
                }
                result.open(sequence.rest());
            }
            case Mapping mapping -> {
                mapping.entries().forEach((key, value) -> result.add(Value.of(key), value));
                result.open(mapping.rest());
            }
            default -> throw new ValueError("for needs a collection, but this is " + Conversion.kind(collection));
        }
        return result.value();
    }

    /// Collects what a `for` makes.
    private final class Result {
        private final For loop;
        private final Environment outer;
        private final List<Value> items = new ArrayList<>();
        private final Map<String, Value> entries = new LinkedHashMap<>();
        private final Map<String, List<Value>> groups = new LinkedHashMap<>();
        private @Nullable Unknown rest;
        private long weight;

        Result(For loop, Environment outer) {
            this.loop = loop;
            this.outer = outer;
        }

        void open(@Nullable Unknown cause) {
            if (cause != null) {
                rest = rest == null ? cause : rest.with(cause.sources());
            }
        }

        void add(Value key, Value item) {
            host.charge(MEMBER_STEPS);
            Environment environment = loop.keyName() == null ? outer : outer.with(loop.keyName(), key);
            environment = environment.with(loop.valueName(), item);
            if (loop.condition() != null) {
                Value condition = evaluator.evaluate(loop.condition(), environment);
                if (condition instanceof Unknown unknown) {
                    open(unknown);
                    return;
                }
                if (!Operations.bool(condition)) {
                    return;
                }
            }
            if (loop.key() == null) {
                items.add(held(evaluator.evaluate(loop.value(), environment)));
            } else {
                put(loop.key(), environment);
            }
        }

        private void put(Expression keyExpression, Environment environment) {
            Value key = evaluator.evaluate(keyExpression, environment);
            if (key instanceof Unknown unknown) {
                open(unknown);
                return;
            }
            String name = Evaluator.key(key);
            Value value = held(evaluator.evaluate(loop.value(), environment));
            if (loop.grouped()) {
                groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            } else if (entries.put(name, value) != null) {
                throw new ValueError("two members have the key \"" + name + "\"; group them with ... behind the value");
            }
        }

        /// A member, if all of them together are not too much.
        private Value held(Value member) {
            weight += Weight.of(member);
            Weight.bounded(weight);
            return member;
        }

        Value value() {
            if (loop.key() == null) {
                return new Sequence(Sequence.Kind.TUPLE, items, rest);
            }
            groups.forEach((key, values) -> entries.put(key, Value.tuple(values)));
            return new Mapping(Mapping.Kind.OBJECT, entries, rest);
        }
    }
}
