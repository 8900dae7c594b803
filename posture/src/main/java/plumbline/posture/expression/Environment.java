package plumbline.posture.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// Where an expression is evaluated: the scope of its module, names bound around it (`each`, the variables of a `for`),
/// and who takes note of references.
public record Environment(Scope scope, @Nullable Binding names, Trace trace) {
    /// A bound name, and those bound before it.
    public record Binding(
            String name, Value value, @Nullable Binding outer) {}

    public static Environment of(Scope scope) {
        return new Environment(scope, null, new Trace());
    }

    public Environment with(String name, Value value) {
        return new Environment(scope, new Binding(name, value, names), trace);
    }

    public Environment with(Map<String, Value> values) {
        Environment extended = this;
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            extended = extended.with(entry.getKey(), entry.getValue());
        }
        return extended;
    }

    /// The same names, read with this trace.
    public Environment tracing(Trace other) {
        return new Environment(scope, names, other);
    }

    /// The same names with a trace of its own.
    public Environment traced() {
        return new Environment(scope, names, new Trace());
    }

    public @Nullable Value lookup(String name) {
        for (Binding binding = names; binding != null; binding = binding.outer()) {
            if (binding.name().equals(name)) {
                return binding.value();
            }
        }
        return null;
    }
}
