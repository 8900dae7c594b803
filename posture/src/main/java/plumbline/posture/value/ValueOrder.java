package plumbline.posture.value;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// The fixed order in which sets keep their members.
final class ValueOrder {
    static final Comparator<Value> ORDER = ValueOrder::compare;

    private ValueOrder() {}

    private static int compare(Value left, Value right) {
        if (left.getClass() != right.getClass()) {
            return Integer.compare(rank(left), rank(right));
        }
        return switch (left) {
            case Null _ -> 0;
            case Bool bool -> Boolean.compare(bool.value(), ((Bool) right).value());
            case Num number -> number.number().compareTo(((Num) right).number());
            case Text text -> text.text().compareTo(((Text) right).text());
            case Sequence sequence -> compareLists(sequence.items(), ((Sequence) right).items());
            case Mapping mapping -> compareMaps(mapping.entries(), ((Mapping) right).entries());
            case Unknown unknown -> compareUnknowns(unknown, (Unknown) right);
        };
    }

    private static int rank(Value value) {
        return switch (value) {
            case Null _ -> 0;
            case Bool _ -> 1;
            case Num _ -> 2;
            case Text _ -> 3;
            case Sequence _ -> 4;
            case Mapping _ -> 5;
            case Unknown _ -> 6;
        };
    }

    private static int compareLists(List<Value> left, List<Value> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareMaps(SortedMap<String, Value> left, SortedMap<String, Value> right) {
        Iterator<Map.Entry<String, Value>> others = right.entrySet().iterator();
        for (Map.Entry<String, Value> entry : left.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, Value> other = others.next();
            int order = entry.getKey().compareTo(other.getKey());
            order = order != 0 ? order : compare(entry.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compareUnknowns(Unknown left, Unknown right) {
        int order = left.reason().compareTo(right.reason());
        order = order != 0 ? order : compareLists(left.pieces(), right.pieces());
        return order != 0
                ? order
                : left.sources().toString().compareTo(right.sources().toString());
    }
}
