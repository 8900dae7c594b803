package plumbline.posture.policy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import plumbline.posture.value.Null;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// One member of a statement: what is written there as one text or as a list of them. `complete` is false if there may
/// be more.
public record Entries(List<Value> items, boolean complete) {
    public static final Entries NONE = new Entries(List.of(), true);

    public Entries {
        items = List.copyOf(items);
    }

    public static Entries of(Value value) {
        return switch (value) {
            case Null _ -> NONE;
            case Sequence sequence -> new Entries(sequence.items(), sequence.isComplete());
            default -> new Entries(List.of(value), true);
        };
    }

    /// Whether nothing is written and nothing may be.
    public boolean isEmpty() {
        return items.isEmpty() && complete;
    }

    /// Whether one of the texts fulfils a condition; an unknown one might.
    public Match any(Predicate<String> condition) {
        return anyValue(value -> switch (value) {
            case Text(String text) -> Match.of(condition.test(text));
            case Unknown unknown -> mayBeAnything(unknown) ? Match.MAYBE : Match.NO;
            default -> Match.of(value.asText().filter(condition).isPresent());
        });
    }

    /// The same asked of the values themselves.
    public Match anyValue(Function<Value, Match> condition) {
        Match found = complete ? Match.NO : Match.MAYBE;
        for (Value item : items) {
            found = found.or(condition.apply(item));
        }
        return found;
    }

    /// Whether the value is the lone wildcard, as is `**`.
    public Match anyWildcard() {
        return any(Entries::isWildcard);
    }

    static boolean isWildcard(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '*');
    }

    /// An attribute that AWS assigns and a text with a fixed part are never a wildcard or another word of the language.
    private static boolean mayBeAnything(Unknown unknown) {
        return unknown.sources().isEmpty() && unknown.pieces().isEmpty();
    }
}
