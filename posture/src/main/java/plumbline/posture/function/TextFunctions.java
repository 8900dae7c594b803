package plumbline.posture.function;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;

/// Functions over texts.
final class TextFunctions {
    private static final int LONGEST = 10_000_000;

    private TextFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "chomp" -> Value.of(chomp(arguments.text(0)));
            case "endswith" -> Value.of(arguments.text(0).endsWith(arguments.text(1)));
            case "startswith" -> Value.of(arguments.text(0).startsWith(arguments.text(1)));
            case "strcontains" -> Value.of(arguments.text(0).contains(arguments.text(1)));
            case "format" -> FormatFunction.format(arguments);
            case "formatlist" -> FormatFunction.formatList(arguments);
            case "indent" -> indent(arguments);
            case "lower" -> Value.of(arguments.count(1, 1).text(0).toLowerCase(Locale.ROOT));
            case "upper" -> Value.of(arguments.count(1, 1).text(0).toUpperCase(Locale.ROOT));
            case "title" -> Value.of(title(arguments.text(0)));
            case "regex" -> PatternFunctions.regex(arguments);
            case "regexall" -> PatternFunctions.regexAll(arguments);
            case "replace" -> replace(arguments);
            case "split" -> split(arguments);
            case "strrev" -> reverse(arguments);
            case "substr" -> substring(arguments);
            case "trim" -> Value.of(trim(arguments.text(0), arguments.text(1)));
            case "trimprefix" -> trimPrefix(arguments);
            case "trimsuffix" -> trimSuffix(arguments);
            case "trimspace" -> Value.of(arguments.text(0).strip());
            default -> null;
        };
    }

    /// The user-perceived characters of a text.
    static List<String> characters(String text) {
        List<String> characters = new ArrayList<>();
        BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
        iterator.setText(text);
        int start = 0;
        for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
            characters.add(text.substring(start, end));
            start = end;
        }
        return characters;
    }

    private static String chomp(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Value indent(Arguments arguments) {
        int spaces = arguments.integer(0);
        String text = arguments.text(1);
        if (spaces < 0 || spaces > 10_000 || (long) text.length() * (spaces + 1) > LONGEST * 10L) {
            throw arguments.error("the indentation is out of range");
        }
        return limited(arguments, text.replace("\n", "\n" + " ".repeat(spaces)));
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text);
        boolean start = true;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (start) {
                out.setCharAt(i, Character.toTitleCase(c));
            }
            start = !Character.isLetterOrDigit(c) && c != '_' && c != '\'';
        }
        return out.toString();
    }

    private static Value replace(Arguments arguments) {
        String text = arguments.count(3, 3).text(0);
        String wanted = arguments.text(1);
        String substitute = arguments.text(2);
        if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
            return limited(
                    arguments,
                    PatternFunctions.replace(arguments, text, wanted.substring(1, wanted.length() - 1), substitute));
        }
        if ((long) text.length() * Math.max(1, substitute.length()) > LONGEST * 10L) {
            throw arguments.limit("the text would be too long");
        }
        return limited(arguments, text.replace(wanted, substitute));
    }

    static Value limited(Arguments arguments, String text) {
        if (text.length() > LONGEST) {
            throw arguments.limit("the text would be longer than " + LONGEST + " characters");
        }
        return Value.of(text);
    }

    private static Value split(Arguments arguments) {
        String separator = arguments.count(2, 2).text(0);
        String text = arguments.text(1);
        List<Value> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            characters(text).forEach(part -> parts.add(Value.of(part)));
            return new Sequence(Sequence.Kind.LIST, parts);
        }
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(Value.of(text.substring(start, end)));
            start = end + separator.length();
        }
        parts.add(Value.of(text.substring(start)));
        return new Sequence(Sequence.Kind.LIST, parts);
    }

    private static Value reverse(Arguments arguments) {
        List<String> characters = characters(arguments.text(0));
        Collections.reverse(characters);
        return Value.of(String.join("", characters));
    }

    private static Value substring(Arguments arguments) {
        List<String> characters = characters(arguments.count(3, 3).text(0));
        int offset = arguments.integer(1);
        int length = arguments.integer(2);
        int start = Math.clamp(offset < 0 ? offset + characters.size() : offset, 0, characters.size());
        long end = length < 0 ? characters.size() : Math.min(characters.size(), (long) start + length);
        return Value.of(String.join("", characters.subList(start, (int) end)));
    }

    private static String trim(String text, String characters) {
        int start = 0;
        int end = text.length();
        while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static Value trimPrefix(Arguments arguments) {
        String text = arguments.text(0);
        String prefix = arguments.text(1);
        return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }

    private static Value trimSuffix(Arguments arguments) {
        String text = arguments.text(0);
        String suffix = arguments.text(1);
        return Value.of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
    }
}
