package plumbline.posture.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;

/// Functions over collections that want to see all of them.
final class CollectionFunctions {
    private static final int LONGEST_RANGE = 1_024;

    private CollectionFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "chunklist" -> chunks(arguments);
            case "index" -> index(arguments);
            case "matchkeys" -> matchKeys(arguments);
            case "range" -> range(arguments);
            case "slice" -> slice(arguments);
            case "sort" -> sort(arguments);
            case "transpose" -> transpose(arguments);
            default -> null;
        };
    }

    private static Value chunks(Arguments arguments) {
        List<Value> items = arguments.count(2, 2).sequence(0).items();
        int size = arguments.integer(1);
        if (size < 0) {
            throw arguments.error("the size must not be negative");
        }
        int step = size == 0 ? Math.max(1, items.size()) : size;
        List<Value> chunks = new ArrayList<>();
        for (int i = 0; i < items.size(); i += step) {
            chunks.add(new Sequence(Sequence.Kind.LIST, items.subList(i, Math.min(items.size(), i + step))));
        }
        return new Sequence(Sequence.Kind.LIST, chunks);
    }

    private static Value index(Arguments arguments) {
        int index = arguments.count(2, 2).sequence(0).items().indexOf(arguments.get(1));
        if (index < 0) {
            throw arguments.error("the list does not contain the value");
        }
        return Value.of(index);
    }

    private static Value matchKeys(Arguments arguments) {
        List<Value> values = arguments.count(3, 3).sequence(0).items();
        List<Value> keys = arguments.sequence(1).items();
        List<Value> wanted = arguments.sequence(2).items();
        if (values.size() != keys.size()) {
            throw arguments.error("there must be as many keys as values");
        }
        List<Value> found = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (wanted.contains(keys.get(i))) {
                found.add(values.get(i));
            }
        }
        return new Sequence(Sequence.Kind.LIST, found);
    }

    private static Value range(Arguments arguments) {
        arguments.count(1, 3);
        BigDecimal start = arguments.size() == 1 ? BigDecimal.ZERO : arguments.number(0);
        BigDecimal limit = arguments.number(arguments.size() == 1 ? 0 : 1);
        BigDecimal step =
                arguments.size() == 3 ? arguments.number(2) : BigDecimal.valueOf(limit.compareTo(start) < 0 ? -1 : 1);
        if (step.signum() == 0) {
            throw arguments.error("the step must not be zero");
        }
        List<Value> numbers = new ArrayList<>();
        for (BigDecimal n = start; Integer.signum(n.compareTo(limit)) == -step.signum(); n = n.add(step)) {
            if (numbers.size() >= LONGEST_RANGE) {
                throw arguments.error("more than " + LONGEST_RANGE + " numbers");
            }
            numbers.add(Value.of(n));
        }
        return new Sequence(Sequence.Kind.LIST, numbers);
    }

    private static Value slice(Arguments arguments) {
        Sequence list = arguments.count(3, 3).sequence(0);
        int start = arguments.integer(1);
        int end = arguments.integer(2);
        if (start < 0 || end < start || end > list.items().size()) {
            throw arguments.error("the bounds must lie in the list, the start not behind the end");
        }
        return new Sequence(list.kind(), list.items().subList(start, end));
    }

    private static Value sort(Arguments arguments) {
        List<String> texts = new ArrayList<>(arguments.count(1, 1).texts(0));
        Collections.sort(texts);
        List<Value> sorted = new ArrayList<>();
        texts.forEach(text -> sorted.add(Value.of(text)));
        return new Sequence(Sequence.Kind.LIST, sorted);
    }

    private static Value transpose(Arguments arguments) {
        Map<String, TreeSet<String>> turned = new TreeMap<>();
        for (Map.Entry<String, Value> entry :
                arguments.count(1, 1).mapping(0).entries().entrySet()) {
            for (Value item : entry.getValue().items()) {
                String key = item.asText().orElseThrow(() -> arguments.misfit(0, "a map of lists of strings"));
                turned.computeIfAbsent(key, _ -> new TreeSet<>()).add(entry.getKey());
            }
        }
        Map<String, Value> entries = new TreeMap<>();
        turned.forEach((key, names) -> {
            List<Value> values = new ArrayList<>();
            names.forEach(name -> values.add(Value.of(name)));
            entries.put(key, new Sequence(Sequence.Kind.LIST, values));
        });
        return new Mapping(Mapping.Kind.MAP, entries);
    }
}
