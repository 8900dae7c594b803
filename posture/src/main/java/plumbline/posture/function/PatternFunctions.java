package plumbline.posture.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// Regular expressions. The language has RE2's syntax, which is translated; since ours can go back and forth for ever
/// on a hostile pattern, the characters that a match may look at are counted.
final class PatternFunctions {
    private static final int MOST_LOOKS = 1_000_000;

    private PatternFunctions() {}

    static Value regex(Arguments arguments) {
        PatternTranslation pattern = translated(arguments.count(2, 2), arguments.text(0));
        Matcher matcher = matcher(pattern, arguments.text(1));
        return guarded(arguments, () -> {
            if (!matcher.find()) {
                throw arguments.error("the pattern matches nothing in the text");
            }
            return result(matcher, pattern);
        });
    }

    static Value regexAll(Arguments arguments) {
        PatternTranslation pattern = translated(arguments.count(2, 2), arguments.text(0));
        Matcher matcher = matcher(pattern, arguments.text(1));
        return guarded(arguments, () -> {
            List<Value> found = new ArrayList<>();
            while (matcher.find()) {
                found.add(result(matcher, pattern));
            }
            return new Sequence(Sequence.Kind.LIST, found);
        });
    }

    static String replace(Arguments arguments, String text, String written, String substitute) {
        PatternTranslation pattern = translated(arguments, written);
        Matcher matcher = matcher(pattern, text);
        Value result = guarded(arguments, () -> {
            StringBuilder out = new StringBuilder();
            int done = 0;
            while (matcher.find()) {
                out.append(text, done, matcher.start());
                pattern.expand(substitute, matcher, out);
                done = matcher.end();
                if (out.length() > 10_000_000) {
                    throw arguments.limit("the text would be too long");
                }
            }
            return Value.of(out.append(text, done, text.length()).toString());
        });
        return result.asText().orElse("");
    }

    private static PatternTranslation translated(Arguments arguments, String written) {
        try {
            return PatternTranslation.of(written);
        } catch (PatternSyntaxException error) {
            throw arguments.error("invalid pattern: " + error.getDescription());
        }
    }

    private static Matcher matcher(PatternTranslation translation, String text) {
        Pattern pattern = translation.pattern();
        return pattern.matcher(new Counted(text, 0, text.length(), new Budget()));
    }

    private interface Match {
        Value run();
    }

    private static Value guarded(Arguments arguments, Match match) {
        try {
            return match.run();
        } catch (StackOverflowError deep) {
            // The library's matcher recurses for each repetition of a group; a hostile text makes that deep.
            throw arguments.limit("matching takes too long");
        }
    }

    /// No groups: the match. Unnamed groups: a tuple. Named groups: an object.
    private static Value result(Matcher matcher, PatternTranslation pattern) {
        if (matcher.groupCount() == 0) {
            return Value.of(matcher.group());
        }
        if (pattern.names().isEmpty()) {
            List<Value> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(group(matcher, i));
            }
            return Value.tuple(groups);
        }
        Map<String, Value> groups = new LinkedHashMap<>();
        pattern.names().forEach((name, index) -> groups.put(name, group(matcher, index)));
        return new Mapping(Mapping.Kind.OBJECT, groups);
    }

    private static Value group(Matcher matcher, int index) {
        String group = matcher.group(index);
        return group == null ? Null.NULL : Value.of(group);
    }

    /// How many characters may still be looked at.
    private static final class Budget {
        private int left = MOST_LOOKS;

        void spend() {
            if (--left < 0) {
                throw ValueError.limit("matching takes too long");
            }
        }
    }

    /// A text that counts how often it is looked at.
    private record Counted(String text, int from, int to, Budget budget) implements CharSequence {
        @Override
        public char charAt(int index) {
            budget.spend();
            return text.charAt(from + index);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end, budget);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
