package plumbline.posture.function;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;

/// Functions over sets.
final class SetFunctions {
    private static final int MOST = 100_000;

    private SetFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "setintersection" -> intersection(arguments);
            case "setproduct" -> product(arguments);
            case "setsubtract" -> difference(arguments);
            case "setunion" -> union(arguments);
            default -> null;
        };
    }

    private static Value set(List<Value> items) {
        return new Sequence(Sequence.Kind.SET, Conversion.unify(items));
    }

    private static Value union(Arguments arguments) {
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            all.addAll(arguments.sequence(i).items());
        }
        return set(all);
    }

    private static Value intersection(Arguments arguments) {
        List<Value> common = new ArrayList<>(arguments.sequence(0).items());
        for (int i = 1; i < arguments.size(); i++) {
            common.retainAll(new HashSet<>(arguments.sequence(i).items()));
        }
        return set(common);
    }

    private static Value difference(Arguments arguments) {
        List<Value> left = new ArrayList<>(arguments.count(2, 2).sequence(0).items());
        Set<Value> right = new HashSet<>(arguments.sequence(1).items());
        left.removeAll(right);
        return set(left);
    }

    private static Value product(Arguments arguments) {
        arguments.count(2, Integer.MAX_VALUE);
        long size = 1;
        boolean sets = true;
        for (int i = 0; i < arguments.size(); i++) {
            size = Math.min(MOST + 1L, size * arguments.sequence(i).items().size());
            sets &= arguments.sequence(i).kind() == Sequence.Kind.SET;
        }
        if (size > MOST) {
            throw arguments.limit("more than " + MOST + " combinations");
        }
        List<List<Value>> rows = List.of(List.of());
        for (int i = 0; i < arguments.size(); i++) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value item : arguments.sequence(i).items()) {
                    List<Value> extended = new ArrayList<>(row);
                    extended.add(item);
                    longer.add(extended);
                }
            }
            rows = longer;
        }
        List<Value> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(Value.tuple(row)));
        return new Sequence(sets ? Sequence.Kind.SET : Sequence.Kind.LIST, tuples);
    }
}
