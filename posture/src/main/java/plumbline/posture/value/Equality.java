package plumbline.posture.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The `==` of the language: values of different types differ; unknown parts leave the answer open unless a known
/// part already differs.
public final class Equality {
    private Equality() {}

    /// Empty if it cannot be told.
    public static Optional<Boolean> test(Value left, Value right) {
        if (left instanceof Unknown unknown) {
            return unknown(unknown, right);
        }
        if (right instanceof Unknown unknown) {
            return unknown(unknown, left);
        }
        if (left instanceof Sequence one && right instanceof Sequence other) {
            return sequences(one, other);
        }
        if (left instanceof Mapping one && right instanceof Mapping other) {
            return mappings(one, other);
        }
        return Optional.of(left.equals(right));
    }

    /// What AWS or another provider assigns, an id or an ARN, is neither null nor empty, whatever else it is.
    private static Optional<Boolean> unknown(Unknown unknown, Value other) {
        boolean nothing = other.isNull() || (other instanceof Text(String text) && text.isEmpty());
        return nothing && unknown.isSurelySet() ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Boolean> sequences(Sequence left, Sequence right) {
        if (left.isKnown() && right.isKnown()) {
            return Optional.of(left.items().size() == right.items().size() && all(left.items(), right.items()));
        }
        boolean complete = left.isComplete() && right.isComplete();
        if (complete && left.items().size() != right.items().size() && left.kind() != Sequence.Kind.SET) {
            return Optional.of(false);
        }
        for (int i = 0; i < Math.min(left.items().size(), right.items().size()); i++) {
            Optional<Boolean> same = test(left.items().get(i), right.items().get(i));
            if (same.isPresent() && !same.get() && left.kind() != Sequence.Kind.SET) {
                return Optional.of(false);
            }
        }
        return Optional.empty();
    }

    private static boolean all(List<Value> left, List<Value> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!test(left.get(i), right.get(i)).orElse(false)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Boolean> mappings(Mapping left, Mapping right) {
        SortedMap<String, Value> one = left.entries();
        SortedMap<String, Value> other = right.entries();
        if (left.isComplete() && right.isComplete() && !one.keySet().equals(other.keySet())) {
            return Optional.of(false);
        }
        boolean open = !left.isComplete() || !right.isComplete();
        for (Map.Entry<String, Value> entry : one.entrySet()) {
            Value counterpart = other.get(entry.getKey());
            Optional<Boolean> same = counterpart == null ? Optional.empty() : test(entry.getValue(), counterpart);
            if (same.isPresent() && !same.get()) {
                return Optional.of(false);
            }
            open |= same.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(true);
    }
}
