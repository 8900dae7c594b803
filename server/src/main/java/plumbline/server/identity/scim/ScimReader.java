package plumbline.server.identity.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads filters and paths. Both come from outside: how long they are, how deep and how many comparisons they have is
/// bounded, and whatever is not of the grammar is refused with the place where it stops.
final class ScimReader {
    private static final int LONGEST = 2000;
    private static final int DEEPEST = 16;
    private static final int MOST_COMPARISONS = 50;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([()\\[\\]])|(\"(?:[^\"\\\\]|\\\\.)*\")|([^\\s()\\[\\]\"]+))");
    private static final Pattern NAME =
            Pattern.compile("(?:[uU][rR][nN]:[\\w:.-]*:)?([a-zA-Z$][\\w$-]*)(?:\\.([a-zA-Z$][\\w$-]*))?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> tokens;
    private final Function<String, ProblemException> refusal;
    private int next;
    private int depth;
    private int comparisons;

    private ScimReader(String text, Function<String, ProblemException> refusal) {
        this.refusal = refusal;
        this.tokens = tokens(text);
    }

    /// @throws ProblemException when it is no filter that can be answered
    static ScimFilter filter(String text) {
        var reader = new ScimReader(text, ScimRefused::filter);
        var filter = reader.or();
        reader.end();
        return filter;
    }

    /// @throws ProblemException when it is no path
    static ScimPath path(String text) {
        var reader = new ScimReader(text, ScimRefused::path);
        var path = reader.path();
        reader.end();
        return path;
    }

    private List<String> tokens(String text) {
        if (text.length() > LONGEST) {
            throw refusal.apply("It may have " + LONGEST + " characters at most.");
        }
        var found = new ArrayList<String>();
        var matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && !text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw refusal.apply("It cannot be read from character " + (at + 1) + " on.");
            }
            found.add(matcher.group().strip());
            at = matcher.end();
        }
        return found;
    }

    private ScimFilter or() {
        if (++depth > DEEPEST) {
            throw refusal.apply("It may be " + DEEPEST + " levels deep at most.");
        }
        var left = and();
        while (takeWord("or")) {
            left = new ScimFilter.Or(left, and());
        }
        depth--;
        return left;
    }

    private ScimFilter and() {
        var left = one();
        while (takeWord("and")) {
            left = new ScimFilter.And(left, one());
        }
        return left;
    }

    private ScimFilter one() {
        if (takeWord("not")) {
            expect("(");
            return new ScimFilter.Not(closed(")"));
        }
        if (take("(")) {
            return closed(")");
        }
        var name = name(word());
        if (take("[")) {
            return new ScimFilter.Within(name, closed("]"));
        }
        if (++comparisons > MOST_COMPARISONS) {
            throw refusal.apply("It may have " + MOST_COMPARISONS + " comparisons at most.");
        }
        if (takeWord("pr")) {
            return new ScimFilter.Present(name);
        }
        var word = word();
        var operator =
                ScimFilter.Operator.find(word).orElseThrow(() -> refusal.apply("\"" + word + "\" is no operator."));
        return new ScimFilter.Compare(name, operator, value(word()));
    }

    private ScimFilter closed(String bracket) {
        var inner = or();
        expect(bracket);
        return inner;
    }

    private ScimPath path() {
        var name = name(word());
        if (!take("[")) {
            return new ScimPath(name.attribute(), null, name.sub());
        }
        var which = closed("]");
        var sub = peek().filter(token -> token.startsWith("."))
                .map(token -> name(token.substring(1)).attribute());
        sub.ifPresent(_ -> next++);
        return new ScimPath(name.attribute(), which, sub.orElse(""));
    }

    private ScimFilter.Name name(String text) {
        var matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            throw refusal.apply("\"" + text + "\" is no attribute.");
        }
        return new ScimFilter.Name(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    private @Nullable Object value(String token) {
        try {
            var json = JSON.readTree(token);
            if (json.isString()) {
                return json.stringValue();
            }
            if (json.isNumber()) {
                return json.decimalValue();
            }
            if (json.isBoolean()) {
                return json.booleanValue();
            }
            if (json.isNull()) {
                return null;
            }
        } catch (JacksonException notJson) {
            // said below, in the same words as an array or an object
        }
        throw refusal.apply("\"" + token + "\" is no value: text stands in double quotes.");
    }

    private Optional<String> peek() {
        return next < tokens.size() ? Optional.of(tokens.get(next)) : Optional.empty();
    }

    private String word() {
        var token = peek().orElseThrow(() -> refusal.apply("It ends where something is missing."));
        next++;
        return token;
    }

    private boolean take(String token) {
        boolean there = peek().filter(token::equals).isPresent();
        next += there ? 1 : 0;
        return there;
    }

    private boolean takeWord(String word) {
        boolean there = peek().filter(word::equalsIgnoreCase).isPresent();
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw refusal.apply("\"" + token + "\" is missing after " + next + " words.");
        }
    }

    private void end() {
        if (next < tokens.size()) {
            throw refusal.apply("\"" + tokens.get(next) + "\" stands after its end.");
        }
    }
}
