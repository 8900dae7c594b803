package plumbline.posture.terraform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// The instances that `count` or `for_each` ask for. Where that is unknown, one instance `[*]` stands for them all.
record Expansion(Kind kind, List<Instance> instances) {
    enum Kind {
        SINGLE,
        COUNT,
        FOR_EACH
    }

    /// One instance: how its address ends, and what `count` and `each` are in it.
    record Instance(
            String suffix,
            @Nullable String key,
            Map<String, Value> names,
            @Nullable Unknown uncertain) {}

    private static final String EACH = "each";

    static Expansion of(Body body, Environment environment, Session session) {
        Expression count = body.value("count");
        Expression forEach = body.value("for_each");
        Expression written = count != null ? count : forEach;
        if (written == null) {
            return new Expansion(Kind.SINGLE, List.of(new Instance("", null, Map.of(), null)));
        }
        Kind kind = count != null ? Kind.COUNT : Kind.FOR_EACH;
        List<Instance> instances = new ArrayList<>();
        try {
            Value value = session.evaluator().evaluate(written, environment);
            if (value instanceof Unknown unknown) {
                instances.add(uncertain(kind, unknown));
            } else if (kind == Kind.COUNT) {
                counted(value, written.range(), session, instances);
            } else {
                each(value, written.range(), session, instances);
            }
        } catch (EvaluationError error) {
            instances.clear();
            instances.add(uncertain(kind, session.failed(error)));
        }
        return new Expansion(kind, instances);
    }

    private static Instance uncertain(Kind kind, Unknown cause) {
        Map<String, Value> names = kind == Kind.COUNT
                ? Map.of("count", new Mapping(Mapping.Kind.OBJECT, Map.of("index", cause)))
                : Map.of(EACH, new Mapping(Mapping.Kind.OBJECT, Map.of("key", cause, "value", cause)));
        return new Instance("[*]", null, names, cause);
    }

    private static void counted(Value value, Range range, Session session, List<Instance> instances) {
        BigDecimal count = value.asNumber().orElse(BigDecimal.ONE.negate());
        if (count.signum() < 0 || count.stripTrailingZeros().scale() > 0) {
            throw new EvaluationError(range, "count must be a whole number and not negative");
        }
        int limit = session.limits().expansion();
        int number = count.min(BigDecimal.valueOf(limit)).intValue();
        for (int i = 0; i < number; i++) {
            Value index = new Mapping(Mapping.Kind.OBJECT, Map.of("index", Value.of(i)));
            instances.add(new Instance("[" + i + "]", "" + i, Map.of("count", index), null));
        }
        if (count.compareTo(BigDecimal.valueOf(limit)) > 0) {
            instances.add(uncertain(Kind.COUNT, tooMany(limit)));
        }
    }

    private static Unknown tooMany(int limit) {
        return Unknown.because("only the first " + limit + " instances were looked at");
    }

    private static void each(Value value, Range range, Session session, List<Instance> instances) {
        Map<String, Value> members = new TreeMap<>();
        Unknown open = null;
        switch (value) {
            case Mapping mapping -> {
                members.putAll(mapping.entries());
                open = mapping.rest();
            }
            case Sequence sequence -> {
                open = sequence.rest();
                for (Value item : sequence.items()) {
                    if (item instanceof Unknown unknown) {
                        open = unknown;
                    } else {
                        String key = item.asText()
                                .orElseThrow(() -> new EvaluationError(
                                        range,
                                        "for_each needs a map or a set of strings, but a member is "
                                                + Conversion.kind(item)));
                        members.put(key, Value.of(key));
                    }
                }
            }
            default ->
                throw new EvaluationError(
                        range, "for_each needs a map or a set of strings, but this is " + Conversion.kind(value));
        }
        int limit = session.limits().expansion();
        for (Map.Entry<String, Value> member : members.entrySet()) {
            if (instances.size() == limit) {
                open = tooMany(limit);
                break;
            }
            Value each = new Mapping(
                    Mapping.Kind.OBJECT, Map.of("key", Value.of(member.getKey()), "value", member.getValue()));
            instances.add(new Instance(suffix(member.getKey()), member.getKey(), Map.of(EACH, each), null));
        }
        if (open != null) {
            instances.add(uncertain(Kind.FOR_EACH, open));
        }
    }

    /// `["key"]` as it stands in an address.
    static String suffix(String key) {
        StringBuilder out = new StringBuilder("[\"");
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '$', '%' -> {
                    boolean template = i + 1 < key.length() && key.charAt(i + 1) == '{';
                    out.append(c).append(template ? String.valueOf(c) : "");
                }
                default -> out.append(c);
            }
        }
        return out.append("\"]").toString();
    }

    /// The whole of what is referred to without an index: one value, a list, or a map of the instances' values.
    Value combine(List<Value> values) {
        if (kind == Kind.SINGLE) {
            return values.getFirst();
        }
        List<Value> items = new ArrayList<>();
        Map<String, Value> entries = new TreeMap<>();
        Unknown rest = null;
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            if (instance.key() == null) {
                rest = values.get(i) instanceof Mapping mapping && mapping.rest() != null
                        ? mapping.rest()
                        : Unknown.from("", List.of(values.get(i)));
            } else {
                items.add(values.get(i));
                entries.put(instance.key(), values.get(i));
            }
        }
        return kind == Kind.COUNT
                ? new Sequence(Sequence.Kind.TUPLE, items, rest)
                : new Mapping(Mapping.Kind.OBJECT, entries, rest);
    }
}
