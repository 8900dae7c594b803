package plumbline.posture.function;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pattern in RE2's syntax as one of the library's: named groups by number, POSIX classes, and `$` as the very end.
record PatternTranslation(Pattern pattern, Map<String, Integer> names) {
    static PatternTranslation of(String written) {
        return new Translator(written).translate();
    }

    /// Puts groups into a substitute: `$1`, `${1}`, `$name`, `${name}`; `$$` is a dollar.
    void expand(String substitute, Matcher matcher, StringBuilder out) {
        int at = 0;
        while (at < substitute.length()) {
            char c = substitute.charAt(at++);
            if (c != '$' || at >= substitute.length()) {
                out.append(c);
                continue;
            }
            if (substitute.charAt(at) == '$') {
                out.append('$');
                at++;
                continue;
            }
            boolean braced = substitute.charAt(at) == '{';
            int start = braced ? at + 1 : at;
            int end = start;
            while (end < substitute.length() && isWord(substitute.charAt(end))) {
                end++;
            }
            if (end == start || (braced && (end >= substitute.length() || substitute.charAt(end) != '}'))) {
                out.append(c);
                continue;
            }
            String group = group(substitute.substring(start, end), matcher);
            out.append(group);
            at = braced ? end + 1 : end;
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private String group(String name, Matcher matcher) {
        Integer named = names.get(name);
        int index = named != null ? named : -1;
        if (named == null && name.length() < 4 && name.chars().allMatch(Character::isDigit)) {
            index = Integer.parseInt(name);
        }
        String found = index >= 0 && index <= matcher.groupCount() ? matcher.group(index) : "";
        return found == null ? "" : found;
    }

    private static final class Translator {
        private final String written;
        private final StringBuilder out = new StringBuilder();
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private int at;
        private int groups;
        private boolean multiline;

        Translator(String written) {
            this.written = written;
        }

        PatternTranslation translate() {
            while (at < written.length()) {
                char c = written.charAt(at);
                switch (c) {
                    case '\\' -> copy(2);
                    case '[' -> characterClass();
                    case '(' -> group();
                    case '$' -> {
                        out.append(multiline ? "$" : "\\z");
                        at++;
                    }
                    default -> copy(1);
                }
            }
            return new PatternTranslation(Pattern.compile(out.toString(), Pattern.UNIX_LINES), names);
        }

        private void copy(int length) {
            int end = Math.min(written.length(), at + length);
            out.append(written, at, end);
            at = end;
        }

        private void group() {
            boolean python = written.startsWith("(?P<", at);
            if (python
                    || (written.startsWith("(?<", at)
                            && !written.startsWith("(?<=", at)
                            && !written.startsWith("(?<!", at))) {
                int start = at + (python ? 4 : 3);
                int end = written.indexOf('>', start);
                if (end > 0) {
                    names.put(written.substring(start, end), ++groups);
                    out.append('(');
                    at = end + 1;
                    return;
                }
            }
            if (written.startsWith("(?", at)) {
                int close = at + 2;
                while (close < written.length() && Character.isLetter(written.charAt(close))) {
                    multiline |= written.charAt(close) == 'm';
                    close++;
                }
            } else {
                groups++;
            }
            copy(1);
        }

        private void characterClass() {
            copy(1);
            if (at < written.length() && written.charAt(at) == '^') {
                copy(1);
            }
            if (at < written.length() && written.charAt(at) == ']') {
                out.append("\\]");
                at++;
            }
            while (at < written.length() && written.charAt(at) != ']') {
                char c = written.charAt(at);
                if (c == '\\') {
                    copy(2);
                } else if (written.startsWith("[:", at) && written.indexOf(":]", at) > 0) {
                    posixClass();
                } else if (c == '[' || c == '&') {
                    out.append('\\');
                    copy(1);
                } else {
                    copy(1);
                }
            }
            copy(1);
        }

        private void posixClass() {
            int end = written.indexOf(":]", at);
            String name = written.substring(at + 2, end);
            boolean not = name.startsWith("^");
            String plain = not ? name.substring(1) : name;
            String translated = switch (plain) {
                case "alpha" -> "Alpha}";
                case "digit" -> "Digit}";
                case "alnum" -> "Alnum}";
                case "upper" -> "Upper}";
                case "lower" -> "Lower}";
                case "punct" -> "Punct}";
                case "space" -> "Space}";
                case "xdigit" -> "XDigit}";
                case "blank" -> "Blank}";
                case "cntrl" -> "Cntrl}";
                case "graph" -> "Graph}";
                case "print" -> "Print}";
                case "word" -> "";
                default -> "ASCII}";
            };
            out.append(translated.isEmpty() ? (not ? "\\W" : "\\w") : (not ? "\\P{" : "\\p{") + translated);
            at = end + 2;
        }
    }
}
